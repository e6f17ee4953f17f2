"""An assessment held against the rules: unknown names, answers of the wrong kind, values hard to believe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from gfassess.errors import Problem, Problems, did_you_mean, printable
from gfassess.model.assessment import Assessment, Evidence, Value
from gfassess.model.facts import Kind, Question
from gfassess.model.places import short_place
from gfassess.model.rulebook import Rulebook
from gfassess.plan.renames import moves, renamed, renames
from gfassess.records import key_of
from gfassess.rules.which import unknown_ruleset
from gfassess.store.renames import rename_warnings
from gfassess.toml_lines import Key, line_of
from gfassess.words import _

_SHOWN_OPTIONS: Final = 12


def check(assessment: Assessment, rulebook: Rulebook, file: str = "", text: str = "") -> Problems:
    """Return everything that does not fit the rules; with the text of the file also the lines.

    Errors: an unknown rule set, an answer of the wrong kind. Warnings: what counts for nothing, what is hard to
    believe. Names are looked up in what the rule book holds, so give it all rule sets.
    """
    checker = _checker(assessment, rulebook, file, text)
    checker.head()
    checker.facts()
    checker.ledgers()
    checker.remarks()
    checker.references()
    checker.evidence()
    checker.plausibility()
    return checker.problems


def check_kinds(assessment: Assessment, rulebook: Rulebook, file: str = "", text: str = "") -> Problems:
    """Return the answers of the wrong kind, which score as none; what a command that scores must tell."""
    checker = _checker(assessment, rulebook, file, text)
    checker.facts()
    checker.ledgers()
    return Problems(list(checker.problems.errors))


def _checker(assessment: Assessment, rulebook: Rulebook, file: str, text: str) -> "_Checker":
    """Return what checks an assessment as the rules name things now, having told what they named otherwise before."""
    known, now = renames(rulebook), renamed(assessment, rulebook)
    before = {(part, new): old for part, old, new in moves(assessment, now)}
    checker = _Checker(now, rulebook, file, text, known.names, before)
    checker.problems.extend(rename_warnings(assessment, now, known, file, text))
    return checker


@dataclass(slots=True)
class _Checker:
    """Goes through one assessment and collects."""

    assessment: Assessment
    rulebook: Rulebook
    file: str
    text: str
    renamed: Mapping[str, str]
    """Ids of now by earlier ones."""
    before: Mapping[tuple[str, str], str]
    """Names in the file of the entries that were renamed, by part and name of now."""
    problems: Problems = field(default_factory=Problems)

    def head(self) -> None:
        """Check rule set, division and province."""
        rulesets, name = self.rulebook.rulesets, self.assessment.ruleset
        if name not in rulesets:
            found = unknown_ruleset(name, rulesets)
            self._error(("ruleset",), found.message, found.hint)
        rows = [row for table in self.rulebook.tables.values() for row in table.rows]
        enterprise = self.assessment.enterprise
        if enterprise.division.isdigit() and len(enterprise.division) == 2:  # noqa: PLR2004 - else loading says it
            self._of_tables("division", enterprise.division, {row.division for row in rows})
        self._of_tables("province", short_place(enterprise.province), {short_place(row.province) for row in rows})

    def _of_tables(self, key: str, value: str, known: set[str]) -> None:
        known.discard("")
        if value and known and value not in known:
            message = _('the rules have no figures for "{value}"; those for everybody count').format(
                value=printable(value)
            )
            short = next((name for name in known if value.startswith(name)), None)
            self._warn(("enterprise", key), message, did_you_mean(short or value, sorted(known)))

    def facts(self) -> None:
        """Check names and kinds of the facts."""
        for name, value in self.assessment.facts.items():
            fact = self.rulebook.facts.get(name)
            if fact is None:
                self._unknown(("facts", name), name, self.rulebook.facts)
            else:
                self._kind(("facts", name), fact, value)

    def ledgers(self) -> None:
        """Check names, columns and kinds of the ledgers."""
        for name, rows in self.assessment.ledgers.items():
            ledger = self.rulebook.ledgers.get(name)
            if ledger is None:
                self._unknown(("ledgers", name), name, self.rulebook.ledgers)
                continue
            for index, row in enumerate(rows):
                for key, value in row.items():
                    column = ledger.column(key)
                    path = ("ledgers", name, index, key)
                    if column is None:
                        self._unknown(path, key, [known.id for known in ledger.columns])
                    else:
                        self._kind(path, column, value)

    def _kind(self, path: Key, question: Question, value: Value) -> None:
        """Check that an answer is of the kind that is asked for."""
        if not _fits(question.kind, value):
            wanted = _("{wanted} is needed here").format(wanted=_kinds()[question.kind])
            self._error(path, wanted, _unit_hint(question) if isinstance(value, str) else "")
        elif question.kind == "choice":
            self._choice(path, question, str(value))

    def _choice(self, path: Key, question: Question, value: str) -> None:
        known = {option.id for option in question.options}
        if question.table is not None:
            table = self.rulebook.tables.get(question.table)
            if table is None:  # its file was not asked for
                return
            known = {row.id for row in table.rows}
        if value not in known:
            names = sorted(known)
            hint = did_you_mean(value, names)
            if not hint and len(names) <= _SHOWN_OPTIONS:
                hint = _("known are {known}").format(known=", ".join(names))
            self._error(path, _('"{value}" is not one of the answers').format(value=printable(value)), hint)

    def remarks(self) -> None:
        """Check what notes, reasons and lines that do not apply are about."""
        asked = {*self.rulebook.facts, *self.rulebook.ledgers}
        lines = self._lines()
        for name in self.assessment.notes:
            if name not in asked | lines:
                self._unknown(("notes", name), name, asked | lines)
        for name in self.assessment.explained:
            if name.partition("[")[0] not in asked:
                self._unknown(("explained", name), name, asked)
        for name, reason in self.assessment.not_applicable.items():
            if name not in lines:
                self._unknown(("not_applicable", name), name, lines)
            elif not reason.strip():
                self._warn(("not_applicable", name), _("the reason why it does not apply is missing"))

    def references(self) -> None:
        """Check that reference values are complete, sourced and asked for."""
        from gfassess.explain import refusal_words  # noqa: PLC0415 - loading alone needs no scoring
        from gfassess.scoring import Inputs  # noqa: PLC0415 - the same
        from gfassess.scoring.references import reference_for  # noqa: PLC0415 - the same

        scales = {
            variant.scale.reference: variant.scale
            for rules in self.rulebook.rulesets.values()
            for head in rules.heads
            for line in head.indicator
            for variant in line.variants
            if variant.scale.reference is not None
        }
        inputs = Inputs(self.rulebook, self.assessment)
        for name, entry in self.assessment.references.items():
            path, table = ("references", name), self.rulebook.tables.get(name)
            if name not in scales:
                self._unknown(path, name, scales)
            elif entry.row and table is not None and table.row(entry.row) is None:
                self._unknown((*path, "row"), entry.row, [known.id for known in table.rows])
            elif isinstance(found := reference_for(scales[name], inputs, None, None), str):
                self._warn(path, refusal_words(found))
            elif entry.leading is not None and entry.leading == entry.baseline:
                self._warn(path, _("leading and baseline value are equal"))

    def evidence(self) -> None:
        """Check what the documents are for, and that they are about the reporting year."""
        asked = {*self.rulebook.facts, *self.rulebook.ledgers, *self._lines()}
        answered = {*self.assessment.facts, *self.assessment.ledgers, *self.assessment.not_applicable}
        for index, proof in enumerate(self.assessment.evidence):
            for number, name in enumerate(proof.answers):
                path = ("evidence", index, "for", number)
                if name not in asked:
                    self._unknown(path, name, asked)
                elif name not in answered:
                    message = _('this document proves "{name}", which has no answer').format(name=name)
                    self._warn(path, message)
            self._period(("evidence", index), proof)

    def _period(self, path: Key, proof: Evidence) -> None:
        """Check that a document is about the reporting year, and about all of it."""
        year, start, end = self.assessment.year, proof.covers_from, proof.covers_to
        if start is not None and end is not None and start > end:
            self._warn(path, _("the period of this document ends before it begins"))
        elif not proof.in_date(year):
            self._warn(path, _("this document is not valid for the reporting year; it proves nothing"))
        elif (start is not None and start > date(year, 1, 1)) or (end is not None and end < date(year, 12, 31)):
            self._warn(path, _("this document covers the reporting year in part only"))

    def _lines(self) -> set[str]:
        """Return the indicators of all rule sets."""
        return {line.id for rules in self.rulebook.rulesets.values() for head in rules.heads for line in head.indicator}

    def plausibility(self) -> None:
        """Name values outside their plausible range that nobody explained."""
        from gfassess.session.plausible import implausible  # noqa: PLC0415 - loading alone needs no session

        for found in implausible(self.rulebook, self.assessment):
            if not found.reason:
                message = _("{value} is outside the plausible range from {least} to {greatest}")
                message = message.format(
                    value=f"{found.value:g}", least=f"{found.least:g}", greatest=f"{found.greatest:g}"
                )
                hint = _('check the unit ({unit}), or give the reason under "explained"')
                unit = found.question.unit
                hint = hint.format(unit=unit) if unit else _('check it, or give the reason under "explained"')
                self._warn(_path_of(found.key), message, hint)

    def _unknown(self, path: Key, name: str, known: Iterable[str]) -> None:
        message = _('the rules know no "{name}"; it is kept, and counts for nothing').format(name=printable(name))
        hint = did_you_mean(name, sorted(known))
        if name in self.renamed:
            hint = _('it is called "{name}" now, and there is an entry for that').format(name=self.renamed[name])
        self._warn(path, message, hint)

    def _error(self, path: Key, message: str, hint: str = "") -> None:
        self._add(path, message, hint, "error")

    def _warn(self, path: Key, message: str, hint: str = "") -> None:
        self._add(path, message, hint, "warning")

    def _add(self, path: Key, message: str, hint: str, severity: Literal["error", "warning"]) -> None:
        part, name = str(path[0]), str(path[1]) if len(path) > 1 else ""
        if (part, name) in self.before:
            path = (part, self.before[part, name], *path[2:])
        line = line_of(self.text, path)
        self.problems.add(
            Problem(message=message, file=self.file, key=key_of(path), line=line, hint=hint, severity=severity)
        )


def _fits(kind: Kind, value: Value) -> bool:
    match kind:
        case "number":
            return isinstance(value, float | int) and not isinstance(value, bool)
        case "count":
            return isinstance(value, float | int) and not isinstance(value, bool) and value >= 0 and value == int(value)
        case "yes_no":
            return isinstance(value, bool)
        case "choice" | "text":
            return isinstance(value, str)
        case "date":
            return isinstance(value, date)


def _kinds() -> dict[Kind, str]:
    return {
        "number": _("a number"),
        "count": _("a whole number, 0 or more,"),
        "yes_no": _("true or false"),
        "choice": _("the name of an answer, in quotation marks,"),
        "text": _("a text"),
        "date": _("a date"),
    }


def _unit_hint(question: Question) -> str:
    if question.kind not in {"number", "count"}:
        return ""
    if question.unit and "." not in question.unit:
        return _("write the plain number in {unit}, without quotation marks").format(unit=question.unit)
    return _("write the plain number, without quotation marks")


def _path_of(key: str) -> Key:
    """Return the path of a fact, or of a cell named as `ledger[row].column` with rows from 1."""
    name, bracket, rest = key.partition("[")
    if not bracket:
        return ("facts", name)
    row, _end, column = rest.partition("].")
    return ("ledgers", name, int(row) - 1, column)
