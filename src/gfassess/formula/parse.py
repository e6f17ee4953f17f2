"""Text to tree: Python's own parser reads, a whitelist decides."""

import ast
import math
import warnings
from typing import Final, NoReturn, get_args

from gfassess.errors import GfassessError, did_you_mean
from gfassess.formula.scan import MAX_DEPTH, problem, scan, too_deep
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
from gfassess.words import _, ngettext

MAX_DIGITS: Final = 9
"""Most figures after the point that `round` keeps."""

_ARITHMETIC: Final[dict[type[ast.operator], Arithmetic]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISON: Final[dict[type[ast.cmpop], Comparison]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def parse(text: str) -> Node:
    """Return the tree of a formula; raise GfassessError with column and caret where the text is not one."""
    scan(text)
    return _Reader(text).read()


class _Reader:
    """Reads one text; knows it so that every refusal can point into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.indent = len(text) - len(text.lstrip())

    def read(self) -> Node:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = ast.parse(self.text.strip(), mode="eval").body
        except SyntaxError as error:
            self._syntax(error)
        except (RecursionError, MemoryError, ValueError) as error:
            raise too_deep(self.text) from error
        return self._node(body, 1)

    def _syntax(self, error: SyntaxError) -> NoReturn:
        end = len(self.text.rstrip())
        column = self.indent + (error.offset or 0) - 1
        words = self.text.split()
        hint = _("a choice has both ways: a if test else b") if "if" in words and "else" not in words else ""
        if not self.indent <= column < end:
            raise problem(self.text, _("the formula ends too early"), end, hint=hint) from error
        message = _("this is not a formula: it cannot be read from here on")
        raise problem(self.text, message, column, hint=hint) from error

    def _node(self, node: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise too_deep(self.text, self._column(node))
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
            raise self._problem(_("this number is too large"), node)
        return Number(number)

    def _name(self, node: ast.expr, name: str) -> Name:
        if name in FUNCTIONS:
            raise self._problem(_('"{name}" is a function and needs brackets').format(name=name), node)
        return Name(name, self._column(node))

    def _call(self, function: ast.expr, name: str, arguments: list[ast.expr], depth: int) -> Call:
        known: tuple[Function, ...] = get_args(Function)
        found = next((one for one in known if one == name), None)
        if found is None:
            message = _('"{name}" is not a function; known are {known}').format(name=name, known=", ".join(known))
            raise self._problem(message, function, did_you_mean(name, known))
        fewest, most = FUNCTIONS[found]
        if not fewest <= len(arguments) <= most:
            raise self._problem(_count(name, fewest, most, len(arguments)), function)
        if found == "round" and len(arguments) == most:
            self._digits(arguments[-1])
        return Call(found, tuple(self._node(argument, depth) for argument in arguments))

    def _digits(self, node: ast.expr) -> None:
        """Hold the second argument of round to a written digit, so that every engine can round alike."""
        if not (isinstance(node, ast.Constant) and isinstance(node.value, int) and 0 <= node.value <= MAX_DIGITS):
            message = _("round takes a whole number from 0 to {most} as its second argument")
            raise self._problem(message.format(most=MAX_DIGITS), node)

    def _refuse(self, node: ast.expr) -> GfassessError:
        message = _("a formula cannot hold this; it knows numbers, names, + - * /, comparisons, and or not, if else")
        return self._problem(message, node)

    def _column(self, node: ast.expr) -> int:
        return self.indent + node.col_offset

    def _problem(self, message: str, node: ast.expr, hint: str = "") -> GfassessError:
        end = self.indent + (node.end_col_offset or 0)
        return problem(self.text, message, self._column(node), end - self._column(node), hint)


def _count(name: str, fewest: int, most: int, count: int) -> str:
    if fewest == most:
        message = ngettext(
            '"{name}" takes {fewest} argument, here it has {count}',
            '"{name}" takes {fewest} arguments, here it has {count}',
            fewest,
        )
    else:
        message = _('"{name}" takes {fewest} to {most} arguments, here it has {count}')
    return message.format(name=name, fewest=fewest, most=most, count=count)
