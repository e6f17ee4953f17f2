"""The formulas of a spreadsheet, and the rule set `five` as columns of one sheet a ledger and one of assessments.

A formula is a template: `{r}` stands for its own row, `{s}` for the row of the site, `{ledger_a}` and `{ledger_b}` for
the first and the last row of a site in a ledger, `{ledger_n}` for how many there are.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from bench.fleet.lowered import Writer
from bench.fleet.lowered_lines import UNANSWERED, UNDEFINED, row
from bench.fleet.lowered_points import chosen, scores
from bench.fleet.rival_inputs import Part, asked, fields, five, lines
from gfassess.model.facts import Ledger, Question, Total
from gfassess.model.rules import Indicator, Measure

SITES: Final = "assessments"
_NOTHING: Final = '""'


class Excel:
    """How a spreadsheet says things; a yes/no is the letter Y or N, because an empty cell equals FALSE."""

    def missing(self, value: str) -> str:
        """Test that there is no value."""
        return f"({value}={_NOTHING})"

    def yes(self, value: str) -> str:
        """Test that an answer is yes."""
        return f'({value}="Y")'

    def no(self, value: str) -> str:
        """Test that an answer is no."""
        return f'({value}="N")'

    def option(self, value: str, option: str) -> str:
        """Test that an answer is this option."""
        return f'({value}="{option}")'

    def same(self, left: str, right: str) -> str:
        """Test that two numbers are equal."""
        return f"({left}={right})"

    def negated(self, test: str) -> str:
        """Turn a test round."""
        return f"NOT({test})"

    def every(self, tests: Sequence[str]) -> str:
        """Join tests by and."""
        return f"AND({','.join(tests) or 'TRUE()'})"

    def some(self, tests: Sequence[str]) -> str:
        """Join tests by or."""
        return f"OR({','.join(tests) or 'FALSE()'})"

    def choose(self, test: str, then: str, other: str) -> str:
        """Take one of two values."""
        return f"IF({test},{then},{other})"

    def within(self, value: str) -> str:
        """Keep a value between 0 and 1."""
        return f"MIN(MAX({value},0),1)"

    def absolute(self, value: str) -> str:
        """Drop the sign of a value."""
        return f"ABS({value})"


_EXCEL: Final = Excel()


class Sheet(NamedTuple):
    """The columns of a sheet: what is typed in, then what is worked out, each by name."""

    name: str
    typed: tuple[str, ...]
    formulas: dict[str, str]
    """Templates by name; it grows while they are written."""

    def cell(self, name: str, row: str = "{r}") -> str:
        """Return where a column stands in a row."""
        return f"{self._letter(name)}{row}"

    def seen_from_rows(self, name: str) -> str:
        """Return where a column of the sites stands, for a row of a ledger."""
        return f"{self.name}!{self.cell(name, '{s}')}"

    def span(self, name: str) -> str:
        """Return the cells of a column that belong to the site, seen from the sites."""
        letter = self._letter(name)
        return f"{self.name}!{letter}{{{self.name}_a}}:{letter}{{{self.name}_b}}"

    def _letter(self, name: str) -> str:
        names = (*self.typed, *self.formulas)
        return str(get_column_letter(names.index(name) + 1))


def sheets(part: Part) -> tuple[Sheet, dict[str, Sheet]]:
    """Return the sheet of assessments and those of the ledgers, with all formulas."""
    sites = Sheet(SITES, tuple(part.sites.columns), {})
    ledgers = {name: Sheet(name, tuple(table.columns), {}) for name, table in part.ledgers.items()}
    for name, sheet in ledgers.items():
        _add_row_cells(five().book.ledgers[name], sheet, sites)
    for name in asked()[1]:
        for total in five().book.ledgers[name].total:
            sites.formulas[total.id] = _total(name, ledgers[name].span(total.id))
    write = Writer(_EXCEL, sites.cell, five().book.facts.get)
    for name, text in chosen(write):
        sites.formulas[name] = text

    def rows(line: Indicator, place: int, variant: Measure) -> str:
        return _rows_result(ledgers[variant.per or ""], f"{line.id}_{place}", variant)

    for name, text in scores(write, sites.cell, rows):
        sites.formulas[name] = text
    return sites, ledgers


def _add_row_cells(ledger: Ledger, sheet: Sheet, sites: Sheet) -> None:
    own = {column.id for column in ledger.columns} | fields(ledger).keys()

    def question(name: str) -> Question | None:
        return ledger.column(name) or (None if name in own else five().book.facts.get(name))

    write = Writer(_EXCEL, lambda name: sheet.cell(name) if name in own else sites.seen_from_rows(name), question)
    for total in ledger.total:
        sheet.formulas[total.id] = _contribution(write, total)
    variants = ((f"{line.id}_{place}", one) for line in lines() for place, one in enumerate(line.variants))
    for name, variant in variants:
        if variant.per == ledger.id:
            text = row(write, ledger, variant)
            if variant.where is not None:
                text = _EXCEL.choose(write.truth(variant.where.tree).no, _NOTHING, text)
            sheet.formulas[name] = text
            if variant.weight is not None:
                _add_weight(write, sheet, name, write.figure(variant.weight.tree).value)


def _add_weight(write: Writer, sheet: Sheet, name: str, weight: str) -> None:
    """Add the weight of a row that counts, and its part of the weighted share."""
    say, own = write.language, sheet.cell(name)
    sheet.formulas[f"{name}_weight"] = say.choose(say.missing(own), _NOTHING, say.choose(f"{own}>=0", weight, "0"))
    part = f"{own}*{sheet.cell(f'{name}_weight')}"
    sheet.formulas[f"{name}_part"] = say.choose(say.missing(own), _NOTHING, part)


def _contribution(write: Writer, total: Total) -> str:
    figure = write.figure(total.row.tree)
    text = _EXCEL.choose(_EXCEL.some(figure.missing), _NOTHING, figure.value) if figure.missing else figure.value
    if total.where is None:
        return text
    counts = write.truth(total.where.tree)
    text = _EXCEL.choose(counts.no, "0", text)
    return _EXCEL.choose(counts.unknown, _NOTHING, text) if counts.unknown else text


def _total(ledger: str, span: str) -> str:
    empty = f"{{{ledger}_n}}=0"
    return _EXCEL.choose(_EXCEL.some([empty, f"COUNT({span})<{{{ledger}_n}}"]), _NOTHING, f"SUM({span})")


def _rows_result(sheet: Sheet, name: str, variant: Measure) -> str:
    span = sheet.span(name)
    text = f"MIN({span})" if variant.combine == "min" else f"AVERAGE({span})"
    if variant.weight is not None:
        weights, parts = sheet.span(f"{name}_weight"), sheet.span(f"{name}_part")
        mean = _EXCEL.within(f"(SUM({parts})/SUM({weights}))")
        text = _EXCEL.choose(f"OR(SUM({weights})<=0,MIN({weights})<0)", str(UNDEFINED), mean)
    text = _EXCEL.choose(f"MIN({span})<0", f"MIN({span})", text)
    return _EXCEL.choose(f"COUNT({span})=0", str(UNANSWERED), text)
