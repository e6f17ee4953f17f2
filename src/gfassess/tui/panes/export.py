"""Writes the assessment with its result and stamp to a file that others can recompute, or a report for people."""

from collections.abc import Iterator
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from gfassess.errors import GfassessError
from gfassess.explain import alone_words, verdict_words
from gfassess.files import user_path
from gfassess.quantity import write_number
from gfassess.report.paper.both import TONGUES, Tongue
from gfassess.report.paper.render import KINDS, kind_words
from gfassess.report.text import lost_words
from gfassess.tui.choices import Choice
from gfassess.tui.dialogs.field import whole_path
from gfassess.tui.figures import interval, short
from gfassess.tui.panes.pane import Pane
from gfassess.tui.signs import signs
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import paragraph
from gfassess.tui.widgets.pick import Pick
from gfassess.words import _, language, ngettext

_MOST = 6
"""Warnings named one by one."""
_EXPORT = "toml"
"""The kind that others can recompute; all others are reports."""


class ExportPane(Pane):
    """Where to write, what the file will hold, what is still odd, and what was written."""

    def compose(self) -> ComposeResult:
        """Ask for the kind of file, its language, and the path."""
        yield Static(_("Write a file that others can check, or a report:"), id="target-title", markup=False)
        kinds = [Choice(_EXPORT, _("assessment with result and stamp"))]
        kinds += [Choice(kind, _("report: {kind}").format(kind=kind_words(kind))) for kind in KINDS]
        tongues = {"zh": "中文", "en": "English", "both": _("Chinese and English")}
        yield Horizontal(
            Pick(kinds, _("Kind of file"), clears=False, classes="kind"),
            Pick([Choice(name, tongues[name]) for name in TONGUES], _("Language"), clears=False, classes="tongue"),
            id="kinds",
        )
        yield Field(str(self._suggested(_EXPORT)), id="target", compact=True)
        yield Static("", id="whole", markup=False)
        yield Button(_("Export"), id="export", compact=True)
        yield Static("", id="written", markup=False)
        yield Static("", id="content", markup=False)

    def on_mount(self) -> None:
        """Stand still and say what the file will hold."""
        self.desk.look_again()
        self.query_one("#written", Static).display = False
        self._kind.write(_EXPORT)
        self._tongue.write(language())
        self._tongue.display = False
        self.show()

    @property
    def _kind(self) -> Pick:
        return self.query_one(".kind", Pick)

    @property
    def _tongue(self) -> Pick:
        return self.query_one(".tongue", Pick)

    def _suggested(self, kind: str) -> Path:
        """Return where a file of a kind is written unless the user says otherwise."""
        return self.desk.path.with_suffix(".export.toml" if kind == _EXPORT else f".{kind}")

    @on(Pick.Changed)
    @on(Pick.Kept)
    def _picked(self, event: Pick.Changed | Pick.Kept) -> None:
        """Suggest a name for another kind, and go on to it."""
        event.stop()
        if event.pick is self._kind and isinstance(event, Pick.Changed):
            kind = event.value or _EXPORT
            self._tongue.display = kind != _EXPORT
            self.query_one("#target", Input).value = str(self._suggested(kind))
            self.show()
        self.reveal("")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width."""
        event.stop()
        self.show()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        return (Key("Enter", _("export"), "pane('export')"),)

    def show(self) -> None:
        """Bring what the file will hold up to date."""
        width = max(self.scrollable_content_region.width, 40)
        lines: list[Content | str] = []
        for title, texts in ((_("The file will hold"), self._holds()), (_("Before you hand it on"), self._warnings())):
            lines += [
                Content.styled(title, "bold underline"),
                *(paragraph(text, width, indent=2) for text in texts),
                "",
            ]
        self.query_one("#content", Static).update(Content("\n").join(lines))

    def reveal(self, name: str) -> bool:
        """Stand in the path."""
        self.query_one("#target", Input).focus()
        return not name

    @on(Input.Changed, "#target")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#whole", Static).update(whole_path(event.value))

    @on(Button.Pressed, "#export")
    @on(Input.Submitted, "#target")
    def action_export(self) -> None:
        """Write the file, after asking where another one would be replaced."""
        text = self.query_one("#target", Input).value.strip()
        if not text:
            self._say(_("Write a path, for instance assessments/2025.export.toml."), good=False)
            return
        try:
            path = user_path(text)
            itself = self.desk.shell.same(path, self.desk.path)
            there = self.desk.shell.exists(path)
        except (GfassessError, OSError, RuntimeError) as error:
            self._say(str(error), good=False)
            return
        if itself:
            self._say(_("This is the assessment itself; choose another name."), good=False)
        elif there:
            self._ask(path)
        else:
            self._write(path)

    def _ask(self, path: Path) -> None:
        from gfassess.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - only where a file is there

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - the answer itself
            if yes:
                self._write(path)

        sentence = _("{path} is there already.").format(path=path)
        self.app.push_screen(ConfirmDialog(_("Replace this file?"), sentence), answered)

    def _write(self, path: Path) -> None:
        try:
            written = self._written(path)
        except GfassessError as error:
            self._say(str(error), good=False)
        except OSError as error:
            self._say(_("not written: {reason}").format(reason=error.strerror or error), good=False)
        else:
            self._say(_("Written: {path}").format(path=written), good=True)

    def _written(self, path: Path) -> Path:
        """Write the kind of file that is chosen and return where it went."""
        kind, tongue = self._kind.value, self._tongue.value
        if kind is None or kind == _EXPORT:
            return self.desk.shell.export(self.session, path)
        return self.desk.shell.report(self.session, self.desk.path, path, kind, _tongue(tongue))

    def _say(self, text: str, *, good: bool) -> None:
        line = self.query_one("#written", Static)
        sign, style = (signs().yes, "$text-success") if good else (signs().no, "$text-error")
        line.update(Content.styled(f"{sign} {text}", style))
        line.display = True

    def _holds(self) -> Iterator[str]:
        assessment = self.session.assessment
        name = assessment.enterprise.name or "-"
        rows = sum(len(rows) for rows in assessment.ledgers.values())
        answers = ngettext("{count} answer", "{count} answers", len(assessment.facts)).format(
            count=len(assessment.facts)
        )
        lines = ngettext("{count} ledger row", "{count} ledger rows", rows).format(count=rows)
        files = len(assessment.evidence)
        if self._kind.value != _EXPORT:
            yield from self._report_holds(name, assessment.year)
            return
        proofs = ngettext("{count} document", "{count} documents", files).format(count=files)
        year = _("year {year}").format(year=assessment.year)
        yield _(", ").join((name, year))
        if assessment.illustrative:
            yield _("the mark that these are illustrative data")
        yield _(", ").join((answers, lines))
        if files:
            hashed = any(one.sha256 for one in assessment.evidence)
            words = (
                _("{documents}: names and hashes; the documents themselves stay here")
                if hashed
                else _("{documents}: names, no hashes; the documents themselves stay here")
            )
            yield words.format(documents=proofs)
        else:
            yield _("no documents")
        yield from self._result()
        yield _("a stamp: hashes of answers, result and rules, program version, date")

    def _report_holds(self, name: str, year: int) -> Iterator[str]:
        yield _(", ").join((name, _("year {year}").format(year=year)))
        if self.session.assessment.illustrative:
            yield _("the mark that these are illustrative data")
        yield _(
            "cover, basic information, statement of truth, basis and boundary, result, basic requirements, indicators"
            " with formula and figures, gaps by office, raw data, evidence index"
        )
        yield from self._result()

    def _result(self) -> Iterator[str]:
        card = self.session.scorecard
        rules, verdict = card.ruleset, verdict_words(card.verdict)
        by = f"{rules.id} {rules.version}"
        if card.total is None:
            yield _("the result: each line by itself, {verdict}, by {ruleset}").format(verdict=verdict, ruleset=by)
            yield alone_words()
        else:
            total = f"{interval(card.total)} / {short(rules.points)}"
            said = _("the result: {total}, {verdict}, by {ruleset}")
            yield said.format(total=total, verdict=verdict, ruleset=by)
        if rules.note is not None:
            yield str(rules.note)

    def _warnings(self) -> Iterator[str]:
        found = [*self._lost(), *self._open(), *self._unusual()]
        if not found:
            nothing = _("nothing is open")
            yield f"{signs().yes} {nothing}"
        yield from (f"{signs().unknown} {text}" for text in found[:_MOST])
        if found[_MOST:]:
            yield _("and {count} more").format(count=len(found) - _MOST)

    def _lost(self) -> Iterator[str]:
        lost = self.desk.lost
        if words := lost_words(len(lost), len(self.session.assessment.evidence)):
            yield words
            yield from lost

    def _open(self) -> Iterator[str]:
        session = self.session
        waiting = sum(session.is_open(name) for name in dict.fromkeys(name for _part, name in session.order()))
        if waiting:
            yield ngettext("{count} question is not answered", "{count} questions are not answered", waiting).format(
                count=waiting
            )
        for result in session.scorecard.gates:
            if result.state == "fail":
                yield _("gate failed: {title}").format(title=result.gate.title)

    def _unusual(self) -> Iterator[str]:
        for found in self.session.warnings():
            yield _("{title}: {value} is unusual and has no reason yet").format(
                title=found.question.title, value=write_number(found.value)
            )
        for problem in self.desk.opened.warnings:
            yield f"{problem.key}: {problem.message}" if problem.key else problem.message


def _tongue(name: str | None) -> Tongue:
    return next((one for one in TONGUES if one == name), language())
