"""Formulas as text in the language of a rival: a rules engine or a spreadsheet.

Neither lets a missing answer pass through arithmetic, so every formula comes with the tests for it, as people write
them in those languages.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from gfassess.formula import Formula
from gfassess.formula.tree import Binary, Call, Conditional, Logic, Name, Node, Not, Number
from gfassess.model.facts import Question


class Language(Protocol):
    """How a rival writes things."""

    def missing(self, value: str) -> str:
        """Test that there is no value."""

    def yes(self, value: str) -> str:
        """Test that an answer is yes, which a missing one is not."""

    def no(self, value: str) -> str:
        """Test that an answer is no."""

    def option(self, value: str, option: str) -> str:
        """Test that an answer is this option."""

    def same(self, left: str, right: str) -> str:
        """Test that two numbers are equal."""

    def negated(self, test: str) -> str:
        """Turn a test round."""

    def every(self, tests: Sequence[str]) -> str:
        """Join tests by and."""

    def some(self, tests: Sequence[str]) -> str:
        """Join tests by or."""

    def choose(self, test: str, then: str, other: str) -> str:
        """Take one of two values; the other is not looked at."""

    def within(self, value: str) -> str:
        """Keep a value between 0 and 1."""

    def absolute(self, value: str) -> str:
        """Drop the sign of a value."""


class Figure(NamedTuple):
    """A number: its text, and the tests for why it has no value; none where nothing can be the matter."""

    value: str
    missing: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()


class Truth(NamedTuple):
    """A yes/no: the tests that it is yes, that it is no, and that nobody can tell, empty where somebody always can."""

    yes: str
    no: str
    unknown: str = ""


class Writer(NamedTuple):
    """Writes formulas."""

    language: Language
    names: Callable[[str], str]
    """How a name is written."""
    questions: Callable[[str], Question | None]
    """Which question a name is, if it is one."""

    def figure(self, node: Node) -> Figure:
        """Write a formula that gives a number."""
        match node:
            case Number(value):
                return Figure(plain(value))
            case Name(name):
                return self._number(name)
            case Binary(sign, left, right):
                parts = (self.figure(left), self.figure(right))
                zero = (self.language.same(parts[1].value, "0"),) if sign == "/" else ()
                return _joined(f"({parts[0].value} {sign} {parts[1].value})", parts, zero)
            case Conditional(test, then, other):
                return self._conditional(self.truth(test), self.figure(then), self.figure(other))
            case Call("abs", (operand,)):
                inner = self.figure(operand)
                return inner._replace(value=self.language.absolute(inner.value))
            case Call("sum", operands):
                terms = tuple(self.figure(each) for each in operands)
                return _joined(f"({' + '.join(term.value for term in terms)})", terms)
            case _:
                raise TypeError(node)

    def truth(self, node: Node) -> Truth:
        """Write a formula that gives a yes or no."""
        say = self.language
        match node:
            case Name(name):
                return self._yes_no(name)
            case Not(operand):
                inner = self.truth(operand)
                return Truth(inner.no, inner.yes, inner.unknown)
            case Logic(word, operands):
                parts = [self.truth(each) for each in operands]
                ones, others = [part.yes for part in parts], [part.no for part in parts]
                yes, no = (say.some(ones), say.every(others)) if word == "or" else (say.every(ones), say.some(others))
                open_ones = any(part.unknown for part in parts)
                return Truth(yes, no, say.every([say.negated(yes), say.negated(no)]) if open_ones else "")
            case _:
                raise TypeError(node)

    def _conditional(self, test: Truth, then: Figure, other: Figure) -> Figure:
        say = self.language
        missing = [test.unknown] if test.unknown else []
        missing += [say.every([test.yes, each]) for each in then.missing]
        missing += [say.every([test.no, each]) for each in other.missing]
        undefined = [say.every([test.yes, each]) for each in then.undefined]
        undefined += [say.every([test.no, each]) for each in other.undefined]
        return Figure(say.choose(test.yes, then.value, other.value), tuple(missing), tuple(undefined))

    def _number(self, name: str) -> Figure:
        question, text, say = self.questions(name), self.names(name), self.language
        default = question.default if question is not None else None
        if isinstance(default, Formula):
            other = self.figure(default.tree)
            both = say.every([say.missing(text), say.some([*other.missing, *other.undefined])])
            return Figure(say.choose(say.missing(text), other.value, text), (both,))
        if isinstance(default, float) and not isinstance(default, bool):
            return Figure(say.choose(say.missing(text), plain(default), text))
        return Figure(text, (say.missing(text),))

    def _yes_no(self, name: str) -> Truth:
        question, text, say = self.questions(name), self.names(name), self.language
        default = question.default if question is not None else None
        if default is True:
            return Truth(say.negated(say.no(text)), say.no(text))
        if default is False:
            return Truth(say.yes(text), say.negated(say.yes(text)))
        return Truth(say.yes(text), say.no(text), say.missing(text))


def plain(number: float) -> str:
    """Write a number without a point where it needs none and without an exponent."""
    return f"{number:.15f}".rstrip("0").rstrip(".") if abs(number) < 1e15 else repr(number)


def _joined(value: str, parts: Iterable[Figure], undefined: tuple[str, ...] = ()) -> Figure:
    missing = dict.fromkeys(test for part in parts for test in part.missing)
    faults = dict.fromkeys((*(test for part in parts for test in part.undefined), *undefined))
    return Figure(value, tuple(missing), tuple(faults))
