"""Nodes of Jinja's tree, told apart by the names of their classes, and the Python expressions that they become."""

import ast
from collections.abc import Sequence
from typing import Any

Node = Any
"""A node of Jinja's tree; the library itself has its door elsewhere."""


def kind_of(node: Node) -> str:
    """The name of a node's class in small letters."""
    return type(node).__name__.lower()


def python_name(name: str) -> str:
    """The Python name of what a template calls so; never a name of the language itself."""
    return f"{name}_"


def placed(expression: ast.expr, node: Node) -> ast.expr:
    """The expression with the line of the template at which it stands, so that a mistake is told there."""
    if not hasattr(expression, "lineno"):
        expression.lineno = expression.end_lineno = node.lineno
        expression.col_offset = expression.end_col_offset = 0
    return expression


def loaded(name: str) -> ast.expr:
    """The value of a Python name."""
    return ast.Name(id=name, ctx=ast.Load())


def call(name: str, arguments: Sequence[ast.expr]) -> ast.Call:
    """The call of a Python function."""
    return ast.Call(func=loaded(name), args=list(arguments), keywords=[])


def chosen(name: str, kind: str, body: ast.expr, otherwise: ast.expr, value: ast.expr | None = None) -> ast.expr:
    """`body` where the value of a name is exactly of a kind; the name is given the `value` first, if there is one."""
    given = loaded(name) if value is None else ast.NamedExpr(target=ast.Name(id=name, ctx=ast.Store()), value=value)
    its_class = ast.Attribute(value=given, attr="__class__", ctx=ast.Load())
    test = ast.Compare(left=its_class, ops=[ast.Is()], comparators=[loaded(kind)])
    return ast.IfExp(test=test, body=body, orelse=otherwise)


def joined(separator: ast.expr, values: ast.expr) -> ast.expr:
    """`separator.join(values)`."""
    return ast.Call(func=ast.Attribute(value=separator, attr="join", ctx=ast.Load()), args=[values], keywords=[])


def text_of(parts: Sequence[ast.expr]) -> ast.expr:
    """The parts as one text: an f-string."""
    values = [
        part if isinstance(part, ast.Constant) and isinstance(part.value, str) else _formatted(part) for part in parts
    ]
    return ast.JoinedStr(values=values)


def _formatted(part: ast.expr) -> ast.expr:
    return ast.FormattedValue(value=part, conversion=-1, format_spec=None)
