"""The door to Jinja2: one typed page and the catalogue of words go in, the body of an HTML page comes out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any, Final

from markupsafe import (  # type: ignore[attr-defined]
    Markup,
    _escape_inner,  # not public, but all that `escape` does to a text
    escape,
)

from generator.errors import PortalError
from generator.outputs.phrasing import Phrasing
from generator.outputs.template_code import BODY, TemplateCode
from generator.outputs.template_values import Functions, MistakenTemplateError
from generator.sources.words import Words

escape_text: Final[Callable[[str], str]] = _escape_inner
"""A text as HTML, without the wrapping that marks it as such."""

_KNOWN: Final = frozenset({"words", "say"})
"""What every template may name besides its page and its macros."""
_SHARED_PARTS: Final = 1024
"""Parts of pages that are kept for further pages; the largest, strips of days, take some kilobytes each."""

Codes = Mapping[str, tuple[CodeType, Mapping[str, tuple[str, str]]]]
"""Compiled templates by name, each with the functions of others that it calls: their template and their name there."""


def shown(value: object) -> str:
    """The value as HTML; None is refused, because the page must say what the absence of a value means."""
    if type(value) is int:
        return str(value)
    if type(value) is str:
        return str(escape_text(value))
    if value is None:
        raise ValueError("a value that is absent (None) would be printed")
    return escape(value)


class Templates:
    """The templates of one folder, compiled once, with every value escaped and no name that may be missing."""

    __slots__ = ("_codes", "_entries", "_folder", "_functions", "_module", "_opening", "_shared")

    def __init__(self, folder: Path, words: Words, codes: Codes | None = None) -> None:
        """Open the folder; raises PortalError where it is missing. `codes` are those of these very templates and words.

        A template sees `page`, and the catalogue in two ways: `{{ "notice.closed" | word }}` is replaced by the words
        while the template is compiled and costs a page nothing; `words[…]` and `words.fill(…)` are looked up per page.
        `once(macro, …)` renders a macro once for all pages that call it with the same objects.
        """
        if not folder.is_dir():
            raise PortalError(f"the folder of templates {folder} does not exist")
        self._folder = folder
        self._codes = dict(codes or {})
        self._entries = dict(words.entries)
        self._functions: dict[str, Functions] = {}
        self._opening: list[str] = []
        self._shared: dict[tuple[object, ...], tuple[str, tuple[object, ...]]] = {}
        self._module: dict[str, Any] = {
            "shown": shown,
            "escape_text": escape_text,
            "html": Markup,
            "entries": self._entries,
            "once": self._once,
            "words": words,
            "say": Phrasing(words),
        }

    def render(self, template: str, page: object) -> bytes:
        """The page as HTML in UTF-8; raises PortalError with template and line where a template is mistaken."""
        try:
            functions = self._functions.get(template) or self._open(template)
            return functions[BODY](page).encode()
        except (KeyError, TypeError, ValueError, AttributeError, UnboundLocalError) as error:
            raise PortalError(_sentence(template, error)) from error

    def compile_all(self) -> Codes:
        """Compile every template of the folder, so that processes forked later need not; the codes, to be kept."""
        for file in sorted(self._folder.glob("*.j2")):
            if file.name not in self._functions:
                self._open(file.name)
        return self._codes

    def _open(self, template: str) -> Functions:
        if template in self._opening:
            raise PortalError(f"template {template} opens itself")
        self._opening.append(template)
        code, needed = self._codes.get(template) or self._compile(template)
        functions_needed = {alias: self._functions_of(other)[name] for alias, (other, name) in needed.items()}
        self._opening.pop()
        module = {**self._module, **functions_needed}
        exec(code, module)  # noqa: S102 - compiled from our own templates, in which data is never code
        self._functions[template] = functions = {
            name: module[name] for name in module if name == BODY or name.startswith("macro_")
        }
        return functions

    def _functions_of(self, template: str) -> Functions:
        return self._functions.get(template) or self._open(template)

    def _compile(self, template: str) -> tuple[CodeType, Mapping[str, tuple[str, str]]]:
        import jinja2  # noqa: PLC0415 - most builds find all templates compiled

        file = self._folder / template
        environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        try:
            tree = environment.parse(file.read_text(encoding="utf-8"))
            writer = TemplateCode(self._entries, _KNOWN, shown, self._functions_of)
            code = compile(writer.module(tree), str(file), "exec")
        except OSError as error:
            raise PortalError(f"template {template} was not found") from error
        except jinja2.TemplateSyntaxError as error:
            raise PortalError(f"template {template}, line {error.lineno}: {error.message}") from error
        except MistakenTemplateError as error:
            raise PortalError(f"template {template}, line {error.line}: {error}") from error
        self._codes[template] = code, writer.needed
        return self._codes[template]

    def _once(self, macro: Callable[..., str], *values: object) -> str:
        """What the macro makes of these very objects; what is shared by many pages is rendered for the first of them."""
        key = (macro, *map(id, values))
        held = self._shared.get(key)
        if held is None:
            if len(self._shared) >= _SHARED_PARTS:
                self._shared.clear()
            # The objects are held too, since another one could get the identity of one that is gone.
            held = self._shared[key] = (macro(*values), values)
        return held[0]


def _sentence(template: str, error: Exception) -> str:
    line, name = 0, template
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix in (".html", ".j2"):
            line, name = trace.tb_lineno, path.name
        trace = trace.tb_next
    reason = f"the catalogue of words lacks {error}" if isinstance(error, KeyError) else str(error)
    return f"template {name}, line {line}: {reason}"
