"""The lines around a field: title with its marks, help, the evidence that is wanted."""

from textual.content import Content

from gfassess.explain import department_words, mark_words, value_words
from gfassess.formula import Outcome, is_known
from gfassess.model.facts import Fact, Ledger
from gfassess.quantity import write_number
from gfassess.session import Session
from gfassess.tui.signs import signs
from gfassess.words import _


def marks(session: Session, name: str, title: str, *, optional: bool) -> Content:
    """Return the title of a question with its marks: open or answered, evidence, who answered and when."""
    is_open = session.is_open(name)
    sign = Content.styled(signs().unknown, "bold $text-warning") if is_open else Content.styled(signs().yes, "dim")
    if optional and is_open is False and name not in session.assessment.facts:
        sign = Content("-")
    parts: list[Content | str] = [sign, " ", Content.styled(title, "bold")]
    if optional:
        parts.append(Content.styled("  " + _("optional"), "dim"))
    proofs = [proof for proof in session.assessment.evidence if name in proof.answers]
    if proofs:
        valid = any(proof.in_date(session.assessment.year) for proof in proofs)
        words = _("evidence") if valid else _("evidence not in date")
        parts.append(Content.styled(f"  [{words}]", "" if valid else "$text-warning"))
    if said := answered_words(session, name):
        parts.append(Content.styled(f"  {said}", "dim"))
    return Content.assemble(*parts)


def note_words(session: Session, name: str) -> str:
    """Return the note on a question or indicator as it stands below it."""
    note = session.assessment.notes.get(name)
    return _("note: {note}").format(note=note) if note else ""


def answered_words(session: Session, name: str) -> str:
    """Return who answered a question last and when, where it has an answer and that is known."""
    given = name in session.assessment.facts or name in session.assessment.ledgers
    return mark_words(session.assessment.answered.get(name)) if given else ""


def wanted(question: Fact | Ledger) -> str:
    """Return help, evidence wanted and the office that knows."""
    lines = [str(question.help)] if question.help is not None else []
    office = _("ask: {office}").format(office=department_words(question.department))
    if question.evidence is not None:
        proof = _("evidence: {evidence}").format(evidence=question.evidence)
        lines.append(_("{first}; {second}").format(first=proof, second=office))
    else:
        lines.append(office)
    return "\n".join(lines)


def default_words(counted: Outcome, unit: str) -> str:
    """Return what counts until the user answers."""
    if not is_known(counted):
        return _("No published value fits: please enter one.")
    shown = value_words(counted, unit if not isinstance(counted, bool) else "")
    return _("default {value} counts until you answer").format(value=shown)


def unusual_words(least: float, greatest: float, unit: str) -> str:
    """Return the range in which a value is usual."""
    words = _("Unusual: expected {least} to {greatest}.")
    return words.format(least=write_number(least), greatest=f"{write_number(greatest)} {unit}".rstrip())
