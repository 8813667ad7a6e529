"""The door to Jinja2: one typed page and the catalogue of words go in, the body of an HTML page comes out."""

from pathlib import Path
from typing import Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]  # the same, without the wrapping
from markupsafe import escape

from generator.errors import PortalError
from generator.outputs.phrasing import Phrasing
from generator.sources.words import Words

_FILTERS: Final = ("e", "escape", "join", "length")
"""What a template may do with a value. Nothing that computes, and nothing that turns escaping off."""


class _PlainGenerator(CodeGenerator):
    """Writes `page.name` and `words[name]` as that, and one call per printed value.

    Jinja's own code falls back from attributes to items and back, and wraps every value in a Markup object, which takes longer
    than everything else on a page; strictness and escaping are the same here, and cannot be switched off.
    (`typing.override`, which mypy asks for, came with Python 3.12.)
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # type: ignore[explicit-override]  # noqa: N802 - Jinja's name
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # type: ignore[explicit-override]  # noqa: N802 - Jinja's name
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def _output_child_pre(self, *_: object) -> None:  # type: ignore[explicit-override]
        self.write("environment.shown(")

    def _output_child_post(self, *_: object) -> None:  # type: ignore[explicit-override]
        self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _PlainGenerator

    @staticmethod
    def shown(value: object) -> str:
        """The value as HTML; an absent one (None) has no looks, and the page must say what its absence means."""
        if type(value) is str:
            return str(escape_text(value))
        if value is None:
            raise jinja2.UndefinedError("a value that is absent (None) would be printed")
        return escape(value)


class Templates:
    """The templates of one folder, compiled once, with every value escaped and no name that may be missing."""

    __slots__ = ("_compiled", "_environment")

    def __init__(self, folder: Path, words: Words) -> None:
        """Open the folder; raises PortalError where it is missing.

        A template sees `page`, and the catalogue in two ways: `{{ "notice.closed" | word }}` is replaced by the words
        while the template is compiled and costs a page nothing; `words[…]` and `words.fill(…)` are looked up per page.
        """
        if not folder.is_dir():
            raise PortalError(f"the folder of templates {folder} does not exist")
        environment = _Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters = {name: environment.filters[name] for name in _FILTERS} | {"word": words.__getitem__}
        environment.globals = {"words": words, "say": Phrasing(words)}
        self._environment = environment
        self._compiled: dict[str, jinja2.Template] = {}

    def render(self, template: str, page: object) -> bytes:
        """The page as HTML in UTF-8; raises PortalError with template and line where a template is mistaken."""
        try:
            compiled = self._compiled.get(template) or self._compile(template)
            return compiled.render({"page": page}).encode()
        except (jinja2.TemplateError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise PortalError(_sentence(template, error)) from error

    def _compile(self, template: str) -> jinja2.Template:
        compiled = self._environment.get_template(template)
        self._compiled[template] = compiled
        return compiled


def _sentence(template: str, error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"template {error.name} was not found"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"template {error.name or template}, line {error.lineno}: {error.message}"
    line, name = 0, template
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".html":
            line, name = trace.tb_lineno, path.name
        trace = trace.tb_next
    reason = f"the catalogue of words lacks {error}" if isinstance(error, KeyError) else str(error)
    return f"template {name}, line {line}: {reason}"
