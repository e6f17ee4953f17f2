"""The last pages: what is missing and what it costs, the evidence index, notes."""

from collections.abc import Iterator

from gfassess.explain import department_words, gate_words, row_words, share_words, unit_words, value_words
from gfassess.model.assessment import Evidence
from gfassess.model.rules import Measure
from gfassess.model.scorecard import RowScore, Score
from gfassess.report import figures
from gfassess.report.evidence import owner_words
from gfassess.report.paper.blocks import Block, Bullets, Cell, Column, KeyValues, Pair, Paragraph, Row, Section, Table
from gfassess.report.paper.front import illustrative
from gfassess.report.paper.lines import anchor, points_cell, state_cell
from gfassess.report.paper.subject import Subject, proof_number
from gfassess.report.text import todo_words
from gfassess.words import _


def gaps(subject: Subject) -> Section:
    """Return what blocks, what costs most, what is missing from which office, and room for tasks and projects."""
    card = subject.card
    blocking = tuple(
        _("{title}: {value}").format(title=result.gate.title, value=gate_words(result.state))
        for result in card.gates
        if result.state != "pass"
    )
    blocks: list[Block] = []
    if blocking:
        blocks += [Paragraph(_("Basic requirements that are not met or not answered:")), Bullets(blocking)]
    room = KeyValues(
        "plan", (Pair("tasks", _("Main tasks"), Cell(), 6), Pair("projects", _("Main projects"), Cell(), 6))
    )
    parts = (
        Section("gaps-lines", _("Lines with most to gain"), (_most_to_gain(subject),)),
        Section("gaps-open", _("Still to be supplied, by office"), (_open(subject),)),
        Section("gaps-plan", _("Tasks and projects"), (room,)),
    )
    return Section("gaps", _("Gaps and next steps"), tuple(blocks), parts, new_page=True)


def _most_to_gain(subject: Subject) -> Table:
    weighted = subject.card.ruleset.weighted
    scores = [score for score in subject.card.scores if _lacks(score)]
    scores.sort(key=lambda score: score.low - score.points)
    columns = (
        Column("title", _("Indicator"), weight=6),
        *((Column("gain", _("To gain"), "right", 2),) if weighted else ()),
        Column("points", _("Points") if weighted else _("Share"), "right", 3),
        Column("todo", _("Next step"), weight=7),
    )
    rows = tuple(_gain(subject, score, weighted=weighted) for score in scores)
    return Table("gaps-lines", columns, rows, empty=_("nothing is open"))


def _lacks(score: Score) -> bool:
    return score.state != "not_applicable" and score.points - score.low > 1e-9  # noqa: PLR2004 - agreement of engines


def _gain(subject: Subject, score: Score, *, weighted: bool) -> Row:
    gain = score.points - score.low
    todo = _("; ").join(todo_words(subject.rulebook, score)) or _towards(subject, score)
    return Row(
        (
            Cell(str(score.indicator.title), to=anchor(score)),
            *((Cell(figures.points(gain), gain),) if weighted else ()),
            points_cell(score),
            Cell(todo, tone=state_cell(score).tone),
        )
    )


def _towards(subject: Subject, score: Score) -> str:
    """Return what would earn more of a line that is scored."""
    measure, used = score.measure, score.reference
    if measure is None:
        return ""
    if score.rows:
        return _furthest(subject, measure, score.rows)
    if measure.scale.kind == "steps":
        higher = [one for one in measure.scale.steps if one.share > (score.share or 0.0)]
        rung = min(higher, key=lambda one: one.share)
        text = _("the next step, at {value}, earns {share}")
        unit = unit_words(subject.rulebook, measure.unit)
        return text.format(value=value_words(rung.at, unit), share=share_words(rung.share))
    if used is None:
        return _("all points once it is met in full")
    leading = value_words(used.leading, unit_words(subject.rulebook, measure.unit))
    text = _("from {value} to the leading value {leading}")
    return text.format(value=figures.value(subject.rulebook, score), leading=leading)


def _furthest(subject: Subject, measure: Measure, rows: tuple[RowScore, ...]) -> str:
    """Return the row of a ledger that has most to gain."""
    book = subject.rulebook
    ledger = book.ledgers[measure.per or ""]
    worst = min(rows, key=lambda row: row.share or 0.0)
    stored = subject.assessment.ledgers[ledger.id][worst.index]
    label = _("row {row}: {label}").format(row=worst.index + 1, label=row_words(book, ledger, stored, worst.index))
    text = _("most to gain in {row}, which has {share}")
    return text.format(row=label, share=share_words(worst.share or 0.0))


def _open(subject: Subject) -> Table:
    """Return what each office still has to supply: answers, and documents for answers that have none in date."""
    columns = (
        Column("department", _("Office"), weight=3),
        Column("item", _("Item"), weight=5),
        Column("lack", _("What is missing"), weight=3),
        Column("evidence", _("Evidence wanted"), weight=6),
    )
    found = sorted(_lacking(subject), key=lambda one: one[0])
    rows = tuple(
        Row((Cell(department_words(department)), Cell(item), Cell(lack, tone="open"), Cell(wanted or "-")))
        for department, item, lack, wanted in found
    )
    return Table("gaps-open", columns, rows, empty=_("nothing is open"))


def _lacking(subject: Subject) -> Iterator[tuple[str, str, str, str]]:
    """Go through what is missing as office, item, lack, evidence wanted; each item once."""
    card = subject.card
    missing = [*(score.missing for score in card.scores), *(result.missing for result in card.gates)]
    open_names = dict.fromkeys(name.partition("[")[0] for names in missing for name in names)
    unproved = dict.fromkeys(name for score in card.scores for name in score.unproved)
    for names, lack in ((open_names, _("not answered")), (unproved, _("no evidence in date"))):
        for name in names:
            question = subject.question(name)
            if question is not None:
                wanted = str(question.evidence) if question.evidence is not None else ""
                yield question.department, str(question.title), lack, wanted
            elif (score := card.score(name)) is not None:
                title = _("{indicator} (does not apply)").format(indicator=score.indicator.title)
                yield "", title, lack, ""


def proofs(subject: Subject) -> Section:
    """Return the index of the documents."""
    columns = (
        Column("number", _("No."), weight=2),
        Column("file", _("File name"), weight=5),
        Column("pages", _("Pages"), weight=3),
        Column("covers", _("Period covered"), weight=4),
        Column("expires", _("Valid until"), weight=3),
        Column("proves", _("Proves"), weight=7),
        Column("state", _("State"), weight=3),
        Column("sha256", _("SHA-256"), weight=4),
    )
    rows = tuple(
        _proof(subject, proof_number(number), proof)
        for number, proof in enumerate(subject.assessment.evidence, start=1)
    )
    return Section("evidence", _("Evidence index"), (Table("evidence", columns, rows, empty=_("no documents")),))


def _proof(subject: Subject, number: str, proof: Evidence) -> Row:
    start, end = (day.isoformat() if day else "" for day in (proof.covers_from, proof.covers_to))
    period = _("{start} to {end}").format(start=start or "…", end=end or "…") if start or end else "-"
    names = (
        str(question.title) if (question := subject.question(name)) is not None else _line_title(subject, name)
        for name in proof.answers
    )
    if proof.file in subject.lost:
        state = Cell(_("missing or changed"), tone="bad")
    elif proof.in_date(subject.assessment.year):
        state = Cell(_("in date"), tone="good")
    else:
        state = Cell(_("not in date for the reporting year"), tone="open")
    kept = _("{title}: {value}").format(title=_("Kept by"), value=owner_words(proof.owner))
    return Row(
        (
            Cell(number),
            Cell(f"{proof.file}\n{kept}" if proof.owner else proof.file),
            Cell(proof.pages or "-"),
            Cell(period),
            Cell(proof.expires.isoformat() if proof.expires else "-"),
            Cell(_("; ").join(names)),
            state,
            Cell(proof.sha256 or "-"),
        )
    )


def _line_title(subject: Subject, name: str) -> str:
    score = subject.card.score(name)
    return name if score is None else _("{indicator} (does not apply)").format(indicator=score.indicator.title)


def notes(subject: Subject) -> Section:
    """Return what a reader must know about the report as a whole."""
    rules = subject.card.ruleset
    said = [not_a_decision()]
    if subject.assessment.illustrative:
        said.append(illustrative())
    if rules.note is not None:
        said.append(str(rules.note))
    said += [
        _("Figures are rounded where they are shown, and only there; the arithmetic uses them in full."),
        _(
            "Anyone can recompute the result: gfassess export writes answers, result and hashes,"
            " gfassess verify checks them."
        ),
    ]
    return Section("notes", _("Notes"), (Bullets(tuple(said)),))


def not_a_decision() -> str:
    """Return what a self-assessment is not."""
    return _("This is a self-assessment: no decision of an authority, no certificate, no promise of a listing.")
