"""The result: verdict, totals, criteria, gates."""

from collections.abc import Iterator

from gfassess.explain import alone_words, cited_words, gate_words, missing_words, reading_words
from gfassess.model.scorecard import CriterionScore, GateResult, GateState, Verdict
from gfassess.report import figures
from gfassess.report.paper.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    KeyValues,
    Pair,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from gfassess.report.paper.subject import Subject
from gfassess.report.text import lost_words, scheme_words, schemes_words, verdict_text
from gfassess.scoring import questions_of
from gfassess.words import _

TONES: dict[GateState, Tone] = {"pass": "good", "fail": "bad", "unknown": "open"}
_VERDICTS: dict[Verdict, Tone] = {"blocked": "bad", "open": "open", "complete": "good"}


def results(subject: Subject) -> Section:
    """Return what came out, and whose weights it rests on."""
    card = subject.card
    rows = [Pair("verdict", _("Verdict"), Cell(verdict_text(card), tone=_VERDICTS[card.verdict]))]
    if card.total is not None:
        whole = figures.points(card.ruleset.points)
        rows.insert(0, Pair("total", _("Total"), Cell(f"{figures.interval(card.total)} / {whole}", card.total.low)))
        proved = figures.points(card.total.evidenced)
        rows.insert(1, Pair("evidenced", _("With evidence in date"), Cell(proved, card.total.evidenced)))
    if lost := lost_words(len(subject.lost), len(subject.assessment.evidence)):
        rows.append(Pair("lost", _("Evidence"), Cell(lost, tone="bad")))
    blocks: list[Block] = [KeyValues("results", tuple(rows))]
    if card.ruleset.note is not None:
        blocks.append(Paragraph(str(card.ruleset.note), "note"))
    blocks.extend(_criteria(subject) if card.total is not None else (Paragraph(alone_words(), "mark"),))
    blocks.extend(_readings(subject))
    blocks.extend(_schemes(subject))
    return Section("results", _("Result"), tuple(blocks), new_page=True)


def _criteria(subject: Subject) -> Iterator[Block]:
    bars = tuple(bar for head in subject.card.criteria if (bar := criterion_bar(head)) is not None)
    yield Bars(bars, (_("with evidence"), _("without evidence"), _("still open")))


def criterion_bar(head: CriterionScore) -> Bar | None:
    """Return the bar of a criterion; None without weights."""
    total = head.total
    if total is None:
        return None
    text = _("{points} of {whole}, with evidence {proved}").format(
        points=figures.interval(total), whole=figures.points(head.points), proved=figures.points(total.evidenced)
    )
    return Bar(str(head.criterion.title), total.evidenced, total.low, total.high, head.points, text)


def _readings(subject: Subject) -> Iterator[Block]:
    card = subject.card
    if not card.readings or all(score.state != "not_applicable" for score in card.scores):
        return
    yield Paragraph(_("No standard says what becomes of points of lines that do not apply. Total if"))
    rows = tuple(
        Pair(reading, reading_words(reading), Cell(figures.interval(found), found.low))
        for reading, found in card.readings.items()
    )
    yield KeyValues("readings", rows)


def _schemes(subject: Subject) -> Iterator[Block]:
    marked = [scheme for scheme in subject.rulebook.schemes if scheme.levels]
    if marked and subject.card.total is not None:
        yield Paragraph(schemes_words(), "note")
        yield Bullets(tuple(map(scheme_words, marked)))


def gates(subject: Subject) -> Section:
    """Return the basic requirements with their evidence."""
    columns = (
        Column("number", _("No."), "right"),
        Column("title", _("Basic requirement"), weight=5),
        Column("state", _("Finding"), weight=2),
        Column("evidence", _("Evidence"), weight=2),
        Column("source", _("Basis"), weight=6),
    )
    rows = tuple(_gate(subject, number, result) for number, result in enumerate(subject.card.gates, start=1))
    states = [result.state for result in subject.card.gates]
    counts = _("{passed} passed, {failed} failed, {open} not answered").format(
        passed=states.count("pass"), failed=states.count("fail"), open=states.count("unknown")
    )
    said = _("Gates: {counts}. One that failed blocks, whatever else is reached.").format(counts=counts)
    return Section("gates", _("Basic requirements"), (Paragraph(said), Table("gates", columns, rows)))


def _gate(subject: Subject, number: int, result: GateResult) -> Row:
    gate, book = result.gate, subject.rulebook
    words = gate_words(result.state)
    if result.missing:
        words = _("{state}: {text}").format(state=words, text=missing_words(book, result.missing))
    return Row(
        (
            Cell(str(number), number),
            Cell(str(gate.title)),
            Cell(words, tone=TONES[result.state]),
            Cell(subject.proofs(questions_of(book, gate)) or "-"),
            Cell(cited_words(gate.source, gate.basis)),
        )
    )
