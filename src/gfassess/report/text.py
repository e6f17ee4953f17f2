"""A scorecard for a plain terminal: lines of text, no colour, nothing that only a colour says."""

from collections.abc import Iterator
from typing import Final

from gfassess.explain import (
    alone_words,
    gate_words,
    missing_words,
    points_words,
    reading_words,
    refusal_words,
    state_words,
    undefined_words,
    unit_words,
    value_words,
    verdict_words,
)
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import GateState, Interval, Score, Scorecard
from gfassess.model.sources import Scheme
from gfassess.report import figures
from gfassess.report.columns import pad, pad_left, widest, wrapped
from gfassess.words import _, ngettext

SIGNS: Final = ("█", "▓", "░")
"""Parts of a bar: with evidence, without, still open."""
_PLAIN_SIGNS: Final = ("#", "=", ".")
_BAR: Final = 20
_MARKS: Final[dict[GateState, str]] = {"pass": "+", "fail": "x", "unknown": "?"}


def scorecard_lines(
    rulebook: Rulebook,
    assessment: Assessment,
    scorecard: Scorecard,
    width: int = 80,
    *,
    ascii_only: bool = False,
    lost: int = 0,
) -> Iterator[str]:
    """Go through the lines of a scorecard, at most `width` cells wide where words allow it.

    `lost` is how many of the documents are missing or were changed.
    """
    yield from _head(assessment, scorecard, width)
    yield ""
    yield from _totals(scorecard, width, lost_words(lost, len(assessment.evidence)))
    yield ""
    yield from _gates(scorecard, width)
    yield ""
    if scorecard.total is None:
        yield from _alone(rulebook, scorecard, width)
        return
    yield from _criteria(scorecard, ascii_only=ascii_only)
    yield ""
    yield from _indicators(rulebook, scorecard, width)
    yield from _schemes(rulebook, width)


def _head(assessment: Assessment, scorecard: Scorecard, width: int) -> Iterator[str]:
    yield from factory_lines(assessment, width)
    rules = scorecard.ruleset
    said = _("{title} ({id} {version}, in force from {day})")
    yield from wrapped(
        said.format(title=rules.title, id=rules.id, version=rules.version, day=rules.in_force.isoformat()), width
    )


def factory_lines(assessment: Assessment, width: int) -> Iterator[str]:
    """Go through who is assessed: name, place, year, what a reader should know."""
    enterprise = assessment.enterprise
    if assessment.illustrative:
        yield _("ILLUSTRATIVE: the figures are invented and are those of no real factory")
    yield enterprise.name or _("(enterprise without a name)")
    # Of a municipality, province and city are one.
    place = dict.fromkeys((enterprise.province, enterprise.city, assessment.site.name))
    division = _("division {code}").format(code=enterprise.division) if enterprise.division else ""
    year = _("reporting year {year}").format(year=assessment.year)
    yield "  ".join(part for part in (*place, division, year) if part)
    if assessment.remark:
        yield from wrapped(_("Remark: {text}").format(text=" ".join(assessment.remark.split())), width)


def lost_words(count: int, whole: int) -> str:
    """Return how many of the attached documents are missing or were changed; nothing where all are there."""
    if not count:
        return ""
    words = ngettext(
        "{count} of {whole} document is missing or changed",
        "{count} of {whole} documents are missing or changed",
        whole,
    )
    return words.format(count=count, whole=whole)


def _totals(scorecard: Scorecard, width: int, lost: str) -> Iterator[str]:
    total, rules = scorecard.total, scorecard.ruleset
    rows = [(_("Verdict"), verdict_text(scorecard))]
    if total is not None:
        proved = figures.points(total.evidenced)
        rows.insert(0, (_("Total"), f"{figures.interval(total)} / {figures.points(rules.points)}"))
        rows.insert(1, (_("With evidence in date"), f"{proved}  ({lost})" if lost else proved))
    elif lost:
        rows.append((_("Evidence"), lost))
    room = widest(name for name, _text in rows) + 2
    for name, text in rows:
        yield from _hanging(name, text, room, width)
    if total is None:
        yield from wrapped(alone_words(), width)
    if rules.note is not None:
        yield from wrapped(str(rules.note), width)
    if scorecard.readings and any(score.state == "not_applicable" for score in scorecard.scores):
        yield _("No standard says what becomes of points of lines that do not apply. Total if")
        readings = [
            (f"{reading_words(reading)}:", figures.interval(found)) for reading, found in scorecard.readings.items()
        ]
        room = widest(name for name, _text in readings) + 1
        yield from (f"  {pad(name, room)}{text}" for name, text in readings)


def verdict_text(scorecard: Scorecard) -> str:
    """Return the verdict, with the gates that block."""
    words = verdict_words(scorecard.verdict)
    failed = [str(result.gate.title) for result in scorecard.gates if result.state == "fail"]
    return _("{title}: {value}").format(title=words, value=_("; ").join(failed)) if failed else words


def _gates(scorecard: Scorecard, width: int) -> Iterator[str]:
    states = [result.state for result in scorecard.gates]
    counts = _("{passed} passed, {failed} failed, {open} not answered").format(
        passed=states.count("pass"), failed=states.count("fail"), open=states.count("unknown")
    )
    said = _("Gates: {counts}. One that failed blocks, whatever else is reached.")
    yield from wrapped(said.format(counts=counts), width)
    room = widest(map(gate_words, _MARKS)) + 6
    for result in scorecard.gates:
        lead = f"  {_MARKS[result.state]} {gate_words(result.state)}"
        yield from _hanging(lead, str(result.gate.title), room, width)


def _criteria(scorecard: Scorecard, *, ascii_only: bool) -> Iterator[str]:
    rows = [
        (
            str(head.criterion.title),
            f"{figures.interval(total)} / {figures.points(head.points)}",
            figures.points(total.evidenced),
            _bar(total, head.points, ascii_only=ascii_only),
        )
        for head in scorecard.criteria
        if (total := head.total) is not None
    ]
    heads = (_("Criterion"), _("Points"), _("Evidenced"))
    first, second, third = (widest((head, *(row[place] for row in rows))) for place, head in enumerate(heads))
    yield f"{pad(heads[0], first)}  {pad_left(heads[1], second)}  {pad_left(heads[2], third)}"
    for title, points, evidenced, bar in rows:
        yield f"{pad(title, first)}  {pad_left(points, second)}  {pad_left(evidenced, third)}  {bar}"
    proved, claimed, still = _signs(ascii_only=ascii_only)
    legend = _("{proved} with evidence   {claimed} without evidence   {open} still open")
    yield legend.format(proved=proved, claimed=claimed, open=still)


def _signs(*, ascii_only: bool) -> tuple[str, str, str]:
    return _PLAIN_SIGNS if ascii_only else SIGNS


def _bar(total: Interval, points: float, *, ascii_only: bool) -> str:
    """Return evidenced, claimed and open points as a bar; it stands last, as its signs differ in width by terminal."""
    ends = figures.ends(total, points, _BAR)
    proved, claimed, still = _signs(ascii_only=ascii_only)
    text = proved * ends[0] + claimed * (ends[1] - ends[0]) + still * (ends[2] - ends[1])
    return f"|{text}{' ' * (_BAR - ends[2])}|"


def _indicators(rulebook: Rulebook, scorecard: Scorecard, width: int) -> Iterator[str]:
    """Go through the indicators, those with most points open or lost first."""
    scores = sorted(scorecard.scores, key=lambda score: score.low - score.points)
    rows = [(figures.points(score.points - score.low), figures.span(score.low, score.high), score) for score in scores]
    reach = widest(figures.points(score.points) for score in scores)
    heads = (_("To gain"), _("Points"), _("Indicator, most to gain first"))
    first = widest((heads[0], *(row[0] for row in rows)))
    second = max(widest((heads[1],)) - reach - 3, widest(row[1] for row in rows))
    room = first + second + reach + 7
    yield f"{pad_left(heads[0], first)}  {pad_left(heads[1], second + reach + 3)}  {heads[2]}"
    for gain, got, score in rows:
        points = f"{pad_left(got, second)} / {pad_left(figures.points(score.points), reach)}"
        title, value = str(score.indicator.title), figures.value(rulebook, score)
        yield from _hanging(f"{pad_left(gain, first)}  {points}", f"{title}  {value}".rstrip(), room, width)
        for text in todo_words(rulebook, score):
            yield from wrapped(text, width, " " * room)


def _alone(rulebook: Rulebook, scorecard: Scorecard, width: int) -> Iterator[str]:
    """Go through the indicators of a rule set without weights, each with its value and its own share."""
    title = _("Share")
    shares = {score.indicator.id: points_words(score) or "-" for score in scorecard.scores}
    room = widest((title, *shares.values())) + 2
    yield pad_left(title, room - 2) + "  " + _("Indicator, value, state")
    for head in scorecard.criteria:
        yield from wrapped(str(head.criterion.title), width)
        for score in head.scores:
            text = f"{score.indicator.title}  {figures.value(rulebook, score)}".rstrip()
            yield from _hanging(pad_left(shares[score.indicator.id], room - 2), text, room, width)
            state = (_between(rulebook, score),) if score.state == "scored" else todo_words(rulebook, score)
            for line in state:
                yield from wrapped(line, width, " " * room)
    yield from wrapped(_("gfassess why FILE ID shows the formula of a line and the evidence asked for."), width)


def _between(rulebook: Rulebook, score: Score) -> str:
    """Return that a line is scored, and between which values."""
    used, state = score.reference, state_words(score.state)
    if used is None or score.measure is None:
        return state
    unit = unit_words(rulebook, score.measure.unit)
    baseline = _("baseline value {value}").format(value=value_words(used.baseline, unit))
    leading = _("leading value {value}").format(value=value_words(used.leading, unit))
    pair = _("{first}; {second}").format(first=baseline, second=leading)
    return _("{state}: {text}").format(state=state, text=pair)


def _hanging(lead: str, text: str, room: int, width: int) -> Iterator[str]:
    """Go through the lines of a text that stands beside a lead."""
    first, *rest = wrapped(text, width - room)
    yield pad(lead, room) + first
    yield from (" " * room + line for line in rest)


def todo_words(rulebook: Rulebook, score: Score) -> Iterator[str]:
    """Go through what stands between an indicator and its points."""
    match score.state:
        case "scored":
            return
        case "unanswered":
            names = missing_words(rulebook, score.missing)
            yield _("{state}: {text}").format(state=state_words(score.state), text=names)
        case "without_reference":
            text = refusal_words(score.refusal)
            yield _("{state}: {text}").format(state=state_words(score.state), text=text)
        case "undefined":
            text = undefined_words(rulebook, score)
            yield _("{state}: {text}").format(state=state_words(score.state), text=text)
        case _:
            text = score.reason or _("the conditions of this line are not met")
            yield _("{state}: {text}").format(state=state_words(score.state), text=text)


def _schemes(rulebook: Rulebook, width: int) -> Iterator[str]:
    """Name the pass marks that local authorities have published; they are marks of their own tables."""
    marked = [scheme for scheme in rulebook.schemes if scheme.levels]
    if not marked:
        return
    yield ""
    yield from wrapped(schemes_words(), width)
    for scheme in marked:
        yield from wrapped(scheme_words(scheme), width, "  ")


def schemes_words() -> str:
    """Return what stands over local pass marks."""
    return _("Local pass marks, for the points of the local tables and not for those above; there is no national one:")


def scheme_words(scheme: Scheme) -> str:
    """Return the local pass marks of a scheme with their source."""
    marks = _(", ").join(f"{level.title} {level.points:g}" for level in scheme.levels)
    return _("{title}: {marks} [{source}]").format(title=scheme.title, marks=marks, source=scheme.source)
