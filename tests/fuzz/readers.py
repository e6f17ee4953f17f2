"""Every reader of files from outside, with valid files to begin from and what a user would see of each."""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Final

from gfassess.cli.output import safe
from gfassess.errors import Problem, printable
from gfassess.files.control import forbidden
from gfassess.files.journal import _checksum, read_lines
from gfassess.formula import Formula
from gfassess.lists.reading import Given, read_list
from gfassess.lists.sheets import rows_of
from gfassess.model.assessment import Assessment
from gfassess.model.journal import JournalChange
from gfassess.model.rulebook import Rulebook
from gfassess.report.entries import entry_title, entry_words
from gfassess.report.text import scorecard_lines
from gfassess.rules import check_folder, load
from gfassess.rules.peers import check_peers, open_peers, read_peer_files
from gfassess.scoring import score
from gfassess.session import Session
from gfassess.store import check, check_evidence, dump, parse
from gfassess.store import load as load_assessment
from gfassess.store.changes import laid_over, offers
from gfassess.store.cohort import load_cohort

ROOT: Final = Path(__file__).parents[2]
GOOD: Final = ROOT / "tests" / "rules" / "good"
_OWN: Final = Path(__file__).parent / "seeds"

Seed = tuple[str, bytes]
"""The name of a file and its content."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in."""

    name: str
    seeds: Callable[[], tuple[Seed, ...]]
    """Files to begin from; what is changed is put in the place of one of them."""
    read: Callable[[Path], Iterable[str]]
    """Read a file and go through every line that a user would be shown; raise GfassessError where it is refused."""
    around: Path | None = None
    """A folder that must lie around the file."""
    weight: int = 1
    """How many of a thousand inputs are for this reader: the slow ones get fewer."""

    def lay_out(self, folder: Path) -> None:
        """Put what the reader needs into an empty folder."""
        if self.around is not None:
            shutil.copytree(self.around, folder, dirs_exist_ok=True)


def _texts(problems: Iterable[Problem]) -> Iterator[str]:
    return (str(problem) for problem in problems)


@cache
def small_book() -> Rulebook:
    """Return the small rules that assessments are scored by."""
    return load(GOOD)


def _assessment(path: Path) -> Iterator[str]:
    loaded, book = load_assessment(path), small_book()
    assessment = loaded.assessment
    yield from _texts(loaded.problems)
    yield from _texts(check(assessment, book, "a.toml", loaded.text))
    yield from _texts(check_evidence(assessment, path.parent, "a.toml", loaded.text))
    assert not list(forbidden(assessment.model_dump())), "an answer holds what no answer may"
    if assessment.ruleset in book.rulesets:
        card = score(book, assessment)
        yield from map(safe, scorecard_lines(book, assessment, card))
        Session(book, assessment).warnings()
    # As text: nan in a key that nobody knows is kept, and equals nothing.
    text = dump(assessment)
    assert dump(parse(text).assessment) == text, "what was read is not what is written"


def _rules(path: Path) -> Iterator[str]:
    root = next(folder for folder in path.parents if (folder / "facts").exists() or (folder / "rulesets").exists())
    book, problems = check_folder(root)
    yield from _texts(problems)
    problems.raise_errors()
    for name in book.rulesets:
        answers = Assessment.model_validate({"ruleset": name, "year": 2024, "facts": {"area": 1000.0, "plan": True}})
        yield from map(safe, scorecard_lines(book, answers, score(book, answers)))


def _peers(path: Path) -> Iterator[str]:
    folder = read_peer_files(path)
    check_peers(folder)
    yield from _texts(folder.problems)
    for file in open_peers(path):
        yield safe(str(file.title))


def _cohort(path: Path) -> Iterator[str]:
    cohort = load_cohort(path)
    assert not list(forbidden(cohort.model_dump()))
    yield safe(cohort.title)


def _list(path: Path) -> Iterator[str]:
    found = read_list(path.name, rows_of(path), Given(1, "factory"))
    yield from _texts(found.problems)
    for rows in found.peers.values():
        for _line, peer in rows:
            yield from (safe(str(cell)) for cell in peer)


def _sheet(path: Path) -> Iterator[str]:
    from gfassess.sheets.grid import read_sheet
    from gfassess.sheets.reply import read_reply
    from gfassess.sheets.settling import settle
    from gfassess.sheets.summary import summary_lines
    from tests.sheets.rules import BOOK, answers

    before = answers(facts={"area": 5.0})
    reply = read_reply(BOOK, before, read_sheet(path))
    yield from _texts(reply.problems)
    yield from map(safe, summary_lines(BOOK, before, [reply], settle(before, [reply], "sheet")))


@cache
def _answered() -> Assessment:
    return load_assessment(_OWN / "assessment-small.toml").assessment


def _journal(path: Path) -> Iterator[str]:
    """Read the lines as if each had been written whole: what was changed is not stopped by its checksum."""
    data = path.read_bytes()
    lines = (line for line in data.split(b"\n") if line)
    found = [*read_lines(data), *read_lines(b"\n".join(_checksum(line) + b" " + line for line in lines))]
    changes = [line for line in found if isinstance(line, JournalChange)]
    for offer in offers(changes, _answered(), changes):
        yield entry_title(small_book(), offer.key)
        yield entry_words(small_book(), offer.key, offer.value)
        yield printable(offer.by)
        laid_over(_answered(), {offer.key: offer.value})


def _signature(path: Path) -> Iterator[str]:
    from gfassess.signature import read_signature, state_of

    signature = read_signature(path)
    yield safe(signature.fingerprint)
    yield state_of(signature, {"a": 1})


def _formula(path: Path) -> Iterator[str]:
    formula = Formula.parse(path.read_bytes().decode("utf-8", "replace"))
    for value in (0.0, 1e308, -1.0, True):
        formula(dict.fromkeys(formula.names, value).__getitem__)
        yield formula.show(str)


@cache
def _own(pattern: str) -> tuple[Seed, ...]:
    return tuple((path.name, path.read_bytes()) for path in sorted(_OWN.glob(pattern)))


@cache
def _assessments() -> tuple[Seed, ...]:
    bad = sorted((ROOT / "tests" / "bad_files" / "assessments").glob("*.toml"))
    whole = [data for _name, data in _own("assessment*.toml")]
    # The whole ones are changed more often: most of the others are refused at once.
    return tuple(("a.toml", data) for data in [*whole * 20, *(path.read_bytes() for path in bad)])


@cache
def _rule_files() -> tuple[Seed, ...]:
    return tuple(
        (path.relative_to(GOOD).as_posix(), path.read_bytes())
        for path in sorted(GOOD.rglob("*.toml"))
        if "peers" not in path.parts
    )


def _tables() -> tuple[Seed, ...]:
    return (*_own("list*.csv"), *_own("list*.html"))


@cache
def _workbooks() -> tuple[Seed, ...]:
    import openpyxl

    found = []
    for index, (_name, data) in enumerate(_own("list*.csv")):
        book = openpyxl.Workbook()
        for row in csv.reader(StringIO(data.decode())):
            book.active.append(row)
        book.active["H2"], book.active["H3"], book.active["I1"] = 0.5, "=1+1", True
        target = ROOT / "build" / "fuzz" / f"seed-{index}.xlsx"
        target.parent.mkdir(parents=True, exist_ok=True)
        book.save(target)
        found.append(("list.xlsx", target.read_bytes()))
    return tuple(found)


@cache
def _sheets() -> tuple[Seed, ...]:
    from tests.sheets.rules import answers, sheet

    rows = {"use": ({"carrier": "coal", "amount": 2.0}, {"carrier": "power", "amount": 3.0})}
    parts: tuple[dict[str, Any], ...] = ({}, {"facts": {"area": 5.0, "plan": True, "remark": "长"}, "ledgers": rows})
    return tuple(("sheet.xlsx", sheet(answers(**part))) for part in parts)


READERS: Final = (
    Reader("assessment", _assessments, _assessment, weight=300),
    Reader("rules", _rule_files, _rules, around=GOOD, weight=60),
    Reader("peers", lambda: _own("peers*.toml"), _peers, weight=150),
    Reader("cohort", lambda: _own("cohort*.toml"), _cohort, weight=150),
    Reader("table", _tables, _list, weight=150),
    Reader("workbook", _workbooks, _list, weight=10),
    Reader("sheet", _sheets, _sheet, weight=5),
    Reader("journal", lambda: _own("journal*.txt"), _journal, weight=50),
    Reader("signature", lambda: _own("signature*.toml"), _signature, weight=50),
    Reader("formula", lambda: _own("formula*.txt"), _formula, weight=75),
)
