"""Leading and baseline value of an indicator: entered with their source, or a published row."""

from textual.widget import Widget
from textual.widgets import Input

from gfassess.errors import GfassessError
from gfassess.model.assessment import EnteredReference
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import UsedReference
from gfassess.quantity import convert, read_quantity, write_number
from gfassess.scoring.references import right_way
from gfassess.tui.choices import row_choice, unit_title
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.dialogs.field import line
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.pick import Pick
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _


class ReferenceDialog(Dialog[EnteredReference]):
    """Asks for reference values; taking empty fields takes the values away."""

    def __init__(
        self, rulebook: Rulebook, indicator: Indicator, measure: Measure, entry: EnteredReference | None
    ) -> None:
        """Show what was entered before."""
        super().__init__(_("Reference values: {title}").format(title=indicator.title))
        self._book = rulebook
        self._measure = measure
        self._entry = entry or EnteredReference()
        self._fixed = measure.scale.baseline

    def fields(self) -> tuple[Widget, ...]:
        """Ask for the values and their source, offer the published rows."""
        unit = unit_title(self._book, self._measure.unit)
        better = _("Higher is better.") if self._measure.scale.better != "lower" else _("Lower is better.")
        counted = _("Unit: {unit}").format(unit=unit or "-")
        rows: list[Widget] = [Prose(_("{first} {second}").format(first=better, second=counted), classes="dialog-help")]
        table = self._book.tables.get(self._measure.scale.reference or "")
        if table is not None:
            choices = tuple(row_choice(table, row) for row in table.rows)
            rows.append(line(_("Published row"), Pick(choices, str(table.title))))
            rows.append(Prose(str(table.note or ""), classes="dialog-help"))
        rows.append(line(_("Leading value"), Field(_shown(self._entry.leading), id="leading", compact=True)))
        if self._fixed is None:
            rows.append(line(_("Baseline value"), Field(_shown(self._entry.baseline), id="baseline", compact=True)))
        else:
            words = _("The baseline value is fixed by the rule: {value}").format(value=write_number(self._fixed))
            rows.append(Prose(words, classes="dialog-help"))
        rows.append(line(_("Source of the values"), Field(self._entry.source, id="source", compact=True)))
        rows.append(Prose(_("Own values count only with their source."), classes="dialog-help"))
        return tuple(rows)

    def on_mount(self) -> None:
        """Show the row that was chosen before."""
        super().on_mount()
        for pick in self.query(Pick):
            pick.write(self._entry.row or None)
        self.query_one("#leading", Input).focus()

    def action_take(self) -> None:
        """Take the values."""
        try:
            leading, baseline = self._read("leading"), self._read("baseline")
        except GfassessError as error:
            self.problem(str(error))
            return
        row = next((pick.value or "" for pick in self.query(Pick)), "")
        source = self.query_one("#source", Input).value.strip()
        if problem := self._wrong(leading, baseline, source):
            self.problem(problem)
            return
        update = {"leading": leading, "baseline": baseline, "source": source, "row": row}
        self.dismiss(self._entry.model_copy(update=update))

    def _wrong(self, leading: float | None, baseline: float | None, source: str) -> str:
        """Return why own values cannot count, or an empty text."""
        if leading is None and baseline is None:
            return ""
        low = baseline if baseline is not None else self._fixed
        if leading is None or low is None:
            return _("Both values are needed.")
        if not right_way(UsedReference("entered", leading, low), self._measure.scale.better or "higher"):
            return _("The leading value is worse than the baseline value.")
        return "" if source else _("Say where the values come from.")

    def _read(self, name: str) -> float | None:
        for field in self.query(f"#{name}").results(Input):
            if text := field.value.strip():
                reading = read_quantity(text, self._measure.unit, self._book.units)
                return convert(reading.typed, reading.unit, self._measure.unit, self._book.units)
        return None


def _shown(value: float | None) -> str:
    return "" if value is None else write_number(value)
