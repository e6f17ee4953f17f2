"""Text to tree: Python's own parser reads, a whitelist decides."""

import ast
import math
import re
import warnings
from typing import Final, NoReturn, get_args

from gfassess.errors import GfassessError, Problem, did_you_mean
from gfassess.formula.tree import (
    FUNCTIONS,
    Arithmetic,
    Binary,
    Call,
    Compare,
    Comparison,
    Conditional,
    Function,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    Number,
)
from gfassess.words import _

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 32

_ARITHMETIC: Final[dict[type[ast.operator], Arithmetic]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISON: Final[dict[type[ast.cmpop], Comparison]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*\Z")


def parse(text: str) -> Node:
    """Return the tree of a formula; raise GfassessError with column and caret where the text is not one."""
    if len(text) > MAX_LENGTH:
        message = _("a formula has at most {limit} characters, this one has {length}")
        raise GfassessError(Problem(message=message.format(limit=MAX_LENGTH, length=len(text))))
    if "\n" in text or "\r" in text or not text.isprintable():
        raise GfassessError(Problem(message=_("a formula is one line without control characters")))
    if not text.strip():
        raise GfassessError(Problem(message=_("the formula is empty")))
    return _Reader(text).read()


class _Reader:
    """Reads one text; knows it so that every refusal can point into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.indent = len(text) - len(text.lstrip())
        self.line = text.lstrip().encode()

    def read(self) -> Node:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = ast.parse(self.text.lstrip(), mode="eval").body
        except SyntaxError as error:
            self._syntax(error)
        except (RecursionError, MemoryError, ValueError):
            self._too_deep()
        return self._node(body, 1)

    def _syntax(self, error: SyntaxError) -> NoReturn:
        column = min(self.indent + max((error.offset or 1) - 1, 0), len(self.text))
        raise self._problem(_("this is not a formula: it cannot be read from here on"), column) from error

    def _too_deep(self) -> NoReturn:
        raise self._problem(_("the formula is nested more than {limit} deep").format(limit=MAX_DEPTH), 0)

    def _node(self, node: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._too_deep()
        below = depth + 1
        match node:
            case ast.Constant(value=value):
                return self._number(node, value)
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Minus(self._node(operand, below))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._node(operand, below))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return Binary(_ARITHMETIC[type(op)], self._node(left, below), self._node(right, below))
            case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARISON for op in ops):
                operands = tuple(self._node(operand, below) for operand in (left, *others))
                return Compare(tuple(_COMPARISON[type(op)] for op in ops), operands)
            case ast.BoolOp(op=op, values=values):
                joined = tuple(self._node(value, below) for value in values)
                return Logic("and" if isinstance(op, ast.And) else "or", joined)
            case ast.IfExp(test=test, body=then, orelse=other):
                return Conditional(self._node(test, below), self._node(then, below), self._node(other, below))
            case ast.Call(func=ast.Name(id=name) as function, args=arguments, keywords=[]):
                return self._call(function, name, arguments, below)
            case _:
                raise self._refuse(node)

    def _number(self, node: ast.expr, value: object) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._refuse(node)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self._problem(_("this number is too large"), self._column(node), self._width(node))
        return Number(number)

    def _name(self, node: ast.expr, name: str) -> Name:
        if name in FUNCTIONS:
            message = _('"{name}" is a function and needs brackets').format(name=name)
            raise self._problem(message, self._column(node), self._width(node))
        # Python folds some characters of identifiers (NFKC); what stands in the text must be plain ASCII itself.
        column, width = self._column(node), self._width(node)
        if not _NAME.match(self.text[column : column + width]):
            raise self._problem(_("a name has small Latin letters, digits and _ only"), column, width)
        return Name(name, column)

    def _call(self, function: ast.expr, name: str, arguments: list[ast.expr], depth: int) -> Call:
        known: tuple[Function, ...] = get_args(Function)
        found = next((one for one in known if one == name), None)
        if found is None:
            message = _('"{name}" is not a function; known are {known}').format(name=name, known=", ".join(known))
            raise self._problem(message, self._column(function), len(name), did_you_mean(name, known))
        fewest, most = FUNCTIONS[found]
        if not fewest <= len(arguments) <= most:
            message = _('"{name}" takes {fewest} to {most} arguments, here it has {count}')
            text = message.format(name=name, fewest=fewest, most=most, count=len(arguments))
            raise self._problem(text, self._column(function), len(name))
        return Call(found, tuple(self._node(argument, depth) for argument in arguments))

    def _refuse(self, node: ast.expr) -> GfassessError:
        message = _("a formula cannot hold this; it knows numbers, names, + - * /, comparisons, and or not, if else")
        return self._problem(message, self._column(node), self._width(node))

    def _column(self, node: ast.expr) -> int:
        """Return the column in characters; ast counts the bytes of UTF-8."""
        return self.indent + len(self.line[: node.col_offset].decode("utf-8", "ignore"))

    def _width(self, node: ast.expr) -> int:
        end = node.end_col_offset or node.col_offset + 1
        return max(len(self.line[node.col_offset : end].decode("utf-8", "ignore")), 1)

    def _problem(self, message: str, column: int, width: int = 1, hint: str = "") -> GfassessError:
        return GfassessError(Problem(message=message, source=self.text, column=max(column, 0), width=width, hint=hint))
