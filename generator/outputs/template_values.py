"""What a template prints or compares, as Python expressions: names, attributes, words, calls of macros."""

import ast
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter
from typing import Final

from generator.outputs.template_nodes import Node, call, chosen, joined, kind_of, loaded, placed, python_name, text_of

Scope = ChainMap[str, str]
"""Names in a template with the Python names that stand for them."""
Functions = Mapping[str, Callable[..., str]]

_COMPARISONS: Final[Mapping[str, type[ast.cmpop]]] = {
    "eq": ast.Eq,
    "ne": ast.NotEq,
    "gt": ast.Gt,
    "gteq": ast.GtE,
    "lt": ast.Lt,
    "lteq": ast.LtE,
    "in": ast.In,
    "notin": ast.NotIn,
}
_WORDS: Final = "words"
_ONCE: Final = "once"


class MistakenTemplateError(Exception):
    """What stands in a template cannot be; `line` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class TemplateValues:
    """Writes the expressions of one template.

    `entries` is the catalogue of words, `known` what every template may name, `shown` escapes a value. The code needs
    `shown`, `escape_text` (the same for a text), `html` (marks text as HTML), `entries` and `once` in its module, besides the
    functions in `needed`.
    """

    def __init__(self, entries: Mapping[str, str], known: frozenset[str], shown: Callable[[object], str]) -> None:
        self._entries = entries
        self._known = known
        self._shown = shown
        self._imports: dict[str, tuple[str, Functions]] = {}
        self._macros: dict[str, Node] = {}
        self._count = 0
        self.needed: dict[str, tuple[str, str]] = {}
        """Functions of other templates (template and name there), by the names under which the code calls them."""

    def pieces(self, nodes: Iterable[Node], scope: Scope) -> list[ast.expr]:
        """What is printed, as expressions whose values are HTML; what is known beforehand is a constant."""
        found: list[ast.expr] = []
        for node in nodes:
            for piece in self._printed(node, scope):
                last = found[-1] if found else None
                if isinstance(piece, ast.Constant) and isinstance(last, ast.Constant):
                    found[-1] = ast.Constant(value=str(last.value) + str(piece.value))
                else:
                    found.append(piece)
                placed(found[-1], node)
        return found

    def _printed(self, node: Node, scope: Scope) -> Iterator[ast.expr]:
        if kind_of(node) == "templatedata":
            yield ast.Constant(value=node.data)
            return
        if kind_of(node) == "call":
            html = self.macro_call(node, scope)
            if html is not None:
                yield html
                return
            if self._is_words(node.node, "fill"):
                yield from self._filled(node, scope)
                return
        yield self._escaped(self.value(node, scope))

    def _escaped(self, value: ast.expr) -> ast.expr:
        if isinstance(value, ast.Constant):
            return ast.Constant(value=self._shown(value.value))
        # A text, as most values are, is escaped without a further call, and a number has nothing to escape.
        self._count += 1
        name = f"value_{self._count}"
        text = call("escape_text", [loaded(name)])
        number = chosen(name, "int", call("str", [loaded(name)]), call("shown", [loaded(name)]))
        return chosen(name, "str", text, number, value)

    def _filled(self, node: Node, scope: Scope) -> Iterator[ast.expr]:
        """A sentence of the catalogue with its blanks filled in, piece by piece."""
        facts = {keyword.key: keyword.value for keyword in node.kwargs}
        sentence = self._entries.get(node.args[0].value) if kind_of(node.args[0]) == "const" else None
        blanks = list(Formatter().parse(sentence or ""))
        plain = all(name is None or (name in facts and not form and not how) for _, name, form, how in blanks)
        if sentence is None or not plain:
            yield self._escaped(self._plain_call(node, scope))
            return
        for text, name, _, _ in blanks:
            if text:
                yield self._escaped(ast.Constant(value=text))
            if name is not None:
                yield from self._printed(facts[name], scope)

    def macro_call(self, node: Node, scope: Scope) -> ast.Call | None:
        """The call of a macro, of what stands between `call` and `endcall`, or of `once`; None for any other."""
        name = self._function_name(node.node, scope)
        arguments = node.args
        before: list[ast.expr] = []
        if name is None and kind_of(node.node) == "name" and node.node.name == _ONCE:
            name, first = _ONCE, self._function_name(arguments[0], scope)
            if first is None:
                raise MistakenTemplateError("once() takes a macro and what it is called with", node.lineno)
            before, arguments = [loaded(first)], arguments[1:]
        if name is None:
            return None
        made = call(name, [*before, *(self.value(argument, scope) for argument in arguments)])
        made.keywords = self._keywords(node, scope)
        for keyword in made.keywords:
            keyword.arg = python_name(str(keyword.arg))
        return made

    def _function_name(self, node: Node, scope: Scope) -> str | None:
        """The Python name of a macro's function."""
        if kind_of(node) == "name":
            if node.name in scope:
                return scope[node.name] if node.name == "caller" else None
            return f"macro_{node.name}" if node.name in self._macros else None
        if kind_of(node) == "getattr" and kind_of(node.node) == "name" and node.node.name in self._imports:
            template, functions = self._imports[node.node.name]
            function = f"macro_{node.attr}"
            if function not in functions:
                raise MistakenTemplateError(f"there is no macro {node.attr!r} in {node.node.name!r}", node.lineno)
            name = f"{node.node.name}_{node.attr}_macro"
            self.needed[name] = template, function
            return name
        return None

    def value(self, node: Node, scope: Scope) -> ast.expr:
        """A value as it is, not escaped; raises MistakenTemplateError for what templates may not do."""
        write = getattr(self, f"_value_{kind_of(node)}", None)
        if write is None:
            raise MistakenTemplateError(f"{type(node).__name__} has no place in a template of a page", node.lineno)
        expression: ast.expr = write(node, scope)
        return placed(expression, node)

    def _value_name(self, node: Node, scope: Scope) -> ast.expr:
        if node.name in scope:
            return loaded(scope[node.name])
        if node.name in self._known:
            return loaded(node.name)
        raise MistakenTemplateError(f"{node.name!r} is undefined", node.lineno)

    def _value_const(self, node: Node, _: Scope) -> ast.expr:
        return ast.Constant(value=node.value)

    def _value_getattr(self, node: Node, scope: Scope) -> ast.expr:
        if kind_of(node.node) == "name" and node.node.name == "loop" and "loop" in scope:
            return self._of_loop(node, scope["loop"])
        if node.attr.startswith("_"):
            raise MistakenTemplateError(f"{node.attr} is nobody else's business", node.lineno)
        return ast.Attribute(value=self.value(node.node, scope), attr=node.attr, ctx=ast.Load())

    def _of_loop(self, node: Node, loop: str) -> ast.expr:
        if node.attr == "index":
            return loaded(loop)
        ends: Mapping[str, ast.expr] = {"first": ast.Constant(value=1), "last": call("len", [loaded(f"{loop}_all")])}
        if node.attr not in ends:
            raise MistakenTemplateError(f"a loop has no {node.attr}, only index, first and last", node.lineno)
        return ast.Compare(left=loaded(loop), ops=[ast.Eq()], comparators=[ends[node.attr]])

    def _value_getitem(self, node: Node, scope: Scope) -> ast.expr:
        table = loaded("entries") if self._is_words(node.node) else self.value(node.node, scope)
        return ast.Subscript(value=table, slice=self.value(node.arg, scope), ctx=ast.Load())

    def _value_slice(self, node: Node, scope: Scope) -> ast.expr:
        lower, upper, step = (part and self.value(part, scope) for part in (node.start, node.stop, node.step))
        return ast.Slice(lower=lower, upper=upper, step=step)

    def _value_tuple(self, node: Node, scope: Scope) -> ast.expr:
        return ast.Tuple(elts=[self.value(item, scope) for item in node.items], ctx=ast.Load())

    def _value_concat(self, node: Node, scope: Scope) -> ast.expr:
        return text_of([self.value(part, scope) for part in node.nodes])

    def _value_call(self, node: Node, scope: Scope) -> ast.expr:
        html = self.macro_call(node, scope)
        return self._plain_call(node, scope) if html is None else call("html", [html])

    def _plain_call(self, node: Node, scope: Scope) -> ast.expr:
        arguments = [self.value(argument, scope) for argument in node.args]
        return ast.Call(func=self.value(node.node, scope), args=arguments, keywords=self._keywords(node, scope))

    def _keywords(self, node: Node, scope: Scope) -> list[ast.keyword]:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise MistakenTemplateError("a call names its arguments one by one", node.lineno)
        return [ast.keyword(arg=keyword.key, value=self.value(keyword.value, scope)) for keyword in node.kwargs]

    def _value_filter(self, node: Node, scope: Scope) -> ast.expr:
        value = self.value(node.node, scope)
        if node.name == "word" and isinstance(value, ast.Constant):
            words = self._entries.get(str(value.value))
            if words is None:
                raise MistakenTemplateError(f"the catalogue of words lacks {value.value!r}", node.lineno)
            return ast.Constant(value=words)
        if node.name == "length":
            return call("len", [value])
        if node.name == "join" and len(node.args) == 1:
            return joined(self.value(node.args[0], scope), call("map", [loaded("str"), value]))
        raise MistakenTemplateError(f"No filter named {node.name!r}.", node.lineno)

    def _value_test(self, node: Node, scope: Scope) -> ast.expr:
        if node.name != "none":
            raise MistakenTemplateError(f"No test named {node.name!r}.", node.lineno)
        value = self.value(node.node, scope)
        return ast.Compare(left=value, ops=[ast.Is()], comparators=[ast.Constant(value=None)])

    def _value_compare(self, node: Node, scope: Scope) -> ast.expr:
        return ast.Compare(
            left=self.value(node.expr, scope),
            ops=[_COMPARISONS[operand.op]() for operand in node.ops],
            comparators=[self.value(operand.expr, scope) for operand in node.ops],
        )

    def _value_condexpr(self, node: Node, scope: Scope) -> ast.expr:
        if node.expr2 is None:
            raise MistakenTemplateError("a choice needs an else", node.lineno)
        test, body = self.value(node.test, scope), self.value(node.expr1, scope)
        return ast.IfExp(test=test, body=body, orelse=self.value(node.expr2, scope))

    def _value_and(self, node: Node, scope: Scope) -> ast.expr:
        return ast.BoolOp(op=ast.And(), values=[self.value(node.left, scope), self.value(node.right, scope)])

    def _value_or(self, node: Node, scope: Scope) -> ast.expr:
        return ast.BoolOp(op=ast.Or(), values=[self.value(node.left, scope), self.value(node.right, scope)])

    def _value_not(self, node: Node, scope: Scope) -> ast.expr:
        return ast.UnaryOp(op=ast.Not(), operand=self.value(node.node, scope))

    def _value_neg(self, node: Node, scope: Scope) -> ast.expr:
        return ast.UnaryOp(op=ast.USub(), operand=self.value(node.node, scope))

    def _value_add(self, node: Node, scope: Scope) -> ast.expr:
        return ast.BinOp(left=self.value(node.left, scope), op=ast.Add(), right=self.value(node.right, scope))

    def _is_words(self, node: Node, method: str = "") -> bool:
        if method:
            return kind_of(node) == "getattr" and node.attr == method and self._is_words(node.node)
        return kind_of(node) == "name" and node.name == _WORDS
