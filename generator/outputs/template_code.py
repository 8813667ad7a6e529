"""A parsed template becomes plain Python functions: one for its body, one for each macro.

What Jinja's own code asks anew for every page (which name is where, whether a value is markup, what a call needs) is known
when a template is compiled. Every value is escaped where it is printed, which nothing can switch off; what a macro returns
is HTML already. Sentences of the catalogue are taken apart beforehand, so that filling them in costs no look-up.
"""

import ast
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from generator.outputs.template_nodes import Node, call, joined, kind_of, loaded, python_name, text_of
from generator.outputs.template_values import Functions, MistakenTemplateError, Scope, TemplateValues

BODY: Final = "body"
"""The function that renders a page."""


class TemplateCode(TemplateValues):
    """Writes the functions of one template; `functions_of` opens another one and gives its functions by their names."""

    def __init__(
        self,
        entries: Mapping[str, str],
        known: frozenset[str],
        shown: Callable[[object], str],
        functions_of: Callable[[str], Functions],
    ) -> None:
        super().__init__(entries, known, shown)
        self._functions_of = functions_of
        self._buffer = "out"

    def module(self, tree: Node) -> ast.Module:
        """All functions of a template."""
        for node in tree.body:
            kind = kind_of(node)
            if kind == "import":
                template = node.template.value
                self._imports[node.target] = template, self._functions_of(template)
            elif kind == "macro":
                self._macros[node.name] = node
        body = [node for node in tree.body if kind_of(node) not in ("import", "macro")]
        functions = [self._macro(node) for node in self._macros.values()]
        functions.append(self._function(BODY, ["page"], body, _own(["page"])))
        return ast.fix_missing_locations(ast.Module(body=functions, type_ignores=[]))

    # --- functions and statements -------------------------------------------------------------------------------------

    def _macro(self, node: Node) -> ast.stmt:
        names = [argument.name for argument in node.args]
        if any(kind_of(found) == "name" and found.name == "caller" for found in walk(node.body)):
            names.append("caller")
        if node.defaults:
            raise MistakenTemplateError("a macro may have no default values", node.lineno)
        return self._function(f"macro_{node.name}", names, node.body, _own(names))

    def _function(self, name: str, arguments: Sequence[str], body: Sequence[Node], scope: Scope) -> ast.stmt:
        outer, self._buffer = self._buffer, "out"
        statements: list[ast.stmt] = []
        self._returning(statements, body, scope)
        self._buffer = outer
        given = [ast.arg(arg=python_name(argument)) for argument in arguments]
        signature = ast.arguments(posonlyargs=[], args=given, kwonlyargs=[], kw_defaults=[], defaults=[])
        return ast.FunctionDef(name=name, args=signature, body=statements, decorator_list=[], lineno=1)

    def _returning(self, into: list[ast.stmt], body: Sequence[Node], scope: Scope) -> None:
        """Return the text of a body; where that is one piece or the other, without gathering pieces."""
        kinds = [kind_of(node) for node in body]
        if not kinds:
            into.append(ast.Return(value=ast.Constant(value="")))
        elif kinds == ["output"]:
            into.append(ast.Return(value=text_of(self.pieces(body[0].nodes, scope))))
        elif kinds == ["if"]:
            branches = [(node.test, node.body) for node in (body[0], *body[0].elif_)]
            rest: list[ast.stmt] = []
            self._returning(rest, body[0].else_, scope)
            for test, nodes in reversed(branches):
                chosen: list[ast.stmt] = []
                self._returning(chosen, nodes, scope.new_child())
                rest = [ast.If(test=self.value(test, scope), body=chosen, orelse=rest)]
            into.extend(rest)
        else:
            into.append(_assigned("out", ast.List(elts=[], ctx=ast.Load())))
            into.extend(self._statements(body, scope))
            into.append(ast.Return(value=joined(ast.Constant(""), loaded("out"))))

    def _statements(self, nodes: Iterable[Node], scope: Scope) -> list[ast.stmt]:
        """The statements for some nodes; `scope` learns the names that they set."""
        statements: list[ast.stmt] = []
        for node in nodes:
            write = getattr(self, f"_write_{kind_of(node)}", None)
            if write is None:
                raise MistakenTemplateError(f"{type(node).__name__} has no place in a template of a page", node.lineno)
            statements.extend(_at(statement, node) for statement in write(node, scope))
        return statements

    def _body(self, nodes: Iterable[Node], scope: Scope) -> list[ast.stmt]:
        return self._statements(nodes, scope) or [ast.Pass()]

    def _add(self, pieces: Sequence[ast.expr]) -> ast.stmt:
        more = ast.Tuple(elts=list(pieces), ctx=ast.Load())
        return ast.AugAssign(target=ast.Name(id=self._buffer, ctx=ast.Store()), op=ast.Add(), value=more)

    def _write_output(self, node: Node, scope: Scope) -> list[ast.stmt]:
        pieces = self.pieces(node.nodes, scope)
        return [self._add(pieces)] if pieces else []

    def _write_if(self, node: Node, scope: Scope) -> list[ast.stmt]:
        rest = self._statements(node.else_, scope)
        for branch in (*reversed(node.elif_), node):
            rest = [ast.If(test=self.value(branch.test, scope), body=self._body(branch.body, scope), orelse=rest)]
        return rest

    def _write_for(self, node: Node, scope: Scope) -> list[ast.stmt]:
        if node.test is not None or node.recursive:
            raise MistakenTemplateError("a loop may have no condition and may not call itself", node.lineno)
        inner = scope.new_child()
        target = self._target(node.target, inner)
        values = self.value(node.iter, scope)
        before: list[ast.stmt] = []
        if any(kind_of(found) == "name" and found.name == "loop" for found in walk(node.body)):
            inner["loop"] = loop = self._fresh("loop")
            before.append(_assigned(f"{loop}_all", call("tuple", [values])))
            values = call("enumerate", [loaded(f"{loop}_all"), ast.Constant(1)])
            target = ast.Tuple(elts=[ast.Name(id=loop, ctx=ast.Store()), target], ctx=ast.Store())
        body = self._body(node.body, inner)
        after: list[ast.stmt] = []
        if node.else_:
            found = self._fresh("found")
            before.append(_assigned(found, ast.Constant(value=False)))
            body.insert(0, _assigned(found, ast.Constant(value=True)))
            none = ast.UnaryOp(op=ast.Not(), operand=loaded(found))
            after.append(ast.If(test=none, body=self._body(node.else_, scope.new_child()), orelse=[]))
        return [*before, ast.For(target=target, iter=values, body=body, orelse=[]), *after]

    def _write_assign(self, node: Node, scope: Scope) -> list[ast.stmt]:
        value = self.value(node.node, scope)
        return [ast.Assign(targets=[self._target(node.target, scope)], value=value)]

    def _write_assignblock(self, node: Node, scope: Scope) -> list[ast.stmt]:
        outer, self._buffer = self._buffer, self._fresh("out")
        gathered = self._buffer
        body = self._statements(node.body, scope.new_child())
        self._buffer = outer
        start = _assigned(gathered, ast.List(elts=[], ctx=ast.Load()))
        text = call("html", [joined(ast.Constant(""), loaded(gathered))])
        return [start, *body, ast.Assign(targets=[self._target(node.target, scope)], value=text)]

    def _write_callblock(self, node: Node, scope: Scope) -> list[ast.stmt]:
        """`{% call macro(…) %}…{% endcall %}`: what stands between is a function that the macro calls."""
        caller = self._fresh("caller")
        function = self._function(caller, [], node.body, scope.new_child())
        made = self.macro_call(node.call, scope)
        if made is None:
            raise MistakenTemplateError("only a macro can be called with a block", node.lineno)
        made.keywords.append(ast.keyword(arg=python_name("caller"), value=loaded(caller)))
        return [function, self._add([made])]

    def _write_include(self, node: Node, scope: Scope) -> list[ast.stmt]:
        name = self._fresh("included")
        self._functions_of(node.template.value)
        self.needed[name] = node.template.value, BODY
        return [self._add([call(name, [loaded(scope["page"])])])]

    def _write_scope(self, node: Node, scope: Scope) -> list[ast.stmt]:
        return self._statements(node.body, scope.new_child())

    def _write_scopedevalcontextmodifier(self, node: Node, scope: Scope) -> list[ast.stmt]:
        """`{% autoescape … %}` has no effect: a value is escaped whatever a template says."""
        return self._statements(node.body, scope)

    def _target(self, node: Node, scope: Scope) -> ast.expr:
        if kind_of(node) == "tuple":
            return ast.Tuple(elts=[self._target(item, scope) for item in node.items], ctx=ast.Store())
        own = scope.maps[0]
        if node.name not in own:
            own[node.name] = self._fresh(node.name)
        return ast.Name(id=own[node.name], ctx=ast.Store())

    def _fresh(self, name: str) -> str:
        """A Python name that nothing else in the template has, since a loop's names end with the loop."""
        self._count += 1
        return f"{name}_{self._count}"


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """All nodes among and under some."""
    for node in nodes:
        yield node
        yield from walk(node.iter_child_nodes())


def _own(names: Iterable[str]) -> Scope:
    return ChainMap({name: python_name(name) for name in names})


def _assigned(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)


def _at(statement: ast.stmt, node: Node) -> ast.stmt:
    """The statement with the line of the template at which it stands."""
    if not hasattr(statement, "lineno"):
        statement.lineno = statement.end_lineno = node.lineno
        statement.col_offset = statement.end_col_offset = 0
    return statement
