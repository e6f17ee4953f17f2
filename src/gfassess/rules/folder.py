"""Reading a criteria folder: only the files that are asked for."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from os.path import lexists
from pathlib import Path, PurePath
from typing import Final, TypeVar

from gfassess.errors import GfassessError, Problem, Problems
from gfassess.files import builtin_criteria, inside, read_toml
from gfassess.files.control import forbidden, may_hold
from gfassess.model.base import Record
from gfassess.model.facts import FactFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, GateFile, Ruleset, RulesetHead
from gfassess.model.sources import DocumentFile, Scheme, SchemeFile, UnitFile
from gfassess.model.tables import Table
from gfassess.records import read_record
from gfassess.rules.chains import check_chains
from gfassess.rules.place import Place
from gfassess.rules.weights import check_head, check_weights
from gfassess.rules.which import UnknownRulesetError, unknown_ruleset
from gfassess.words import _

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Want:
    """What a command needs of a folder; None is everything. TOML is read at about 6 MB/s, so less is faster."""

    rulesets: frozenset[str] | None = None
    references: frozenset[str] | None = None
    units: bool = True
    schemes: bool = True


EVERYTHING: Final = Want()
MOST_FILES: Final = 500
"""Most files of one kind that are read from a folder."""


@dataclass(slots=True)
class Part:
    """A file that was read into a record."""

    record: Record
    place: Place


@dataclass(slots=True)
class Folder:
    """The files of a criteria folder that were read, and what is wrong in them so far."""

    root: Path
    problems: Problems = field(default_factory=Problems)
    parts: list[Part] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    shown: str | None = None
    """What stands before the names of its files in messages: the folder as it was typed, nothing for our own rules."""

    def __post_init__(self) -> None:
        """Name the files of a folder that does not come along as the user would type them."""
        if self.shown is None:
            self.shown = "" if self.root == builtin_criteria() else str(self.root)

    def read(self, model: type[AnyRecord], path: Path) -> AnyRecord | None:
        """Read one file into a record; None where it has problems, which are kept."""
        name = path.relative_to(self.root).as_posix()
        file = self._named(name)
        try:
            data, text = read_toml(self._own(name))
        except GfassessError as error:
            self.problems.extend(replace(problem, file=file) for problem in error.problems)
            return None
        self.hashes[name] = hashlib.sha256(text.encode()).hexdigest()
        for key, character in forbidden(data) if may_hold(text) else ():
            message = _("the text holds the control character {character}, which no rule has")
            place = Place(file, text, key)
            self.problems.add(place.problem(message.format(character=character), hint=_("delete it")))
        record = read_record(model, data, file, text, self.problems)
        if record is not None:
            self.parts.append(Part(record, Place(file, text)))
        return record

    def _named(self, name: str) -> str:
        return PurePath(self.shown or "", name).as_posix()

    def _own(self, name: str) -> Path:
        """Return the file behind a name; raise GfassessError where a link leads out of the folder."""
        try:
            return inside(self.root, name)
        except GfassessError as error:
            message = _("this is not a file of the criteria folder: its path leads out of it or cannot be followed")
            raise GfassessError.of(message, hint=_("replace the link by the file itself")) from error

    def read_all(self, model: type[AnyRecord], folder: str, only: frozenset[str] | None = None) -> list[AnyRecord]:
        """Read every file of a sub-folder in the order of their names, or only those of the ids given."""
        found = self.found(f"{folder}/*.toml")
        if only is not None:
            found = [path for path in found if path.stem.replace("-", "_") in only]
        return [record for path in found if (record := self.read(model, path)) is not None]

    def found(self, pattern: str) -> list[Path]:
        """Return the files of a pattern in the order of their names; none where they are too many to read."""
        found = list(islice(self.root.glob(pattern), MOST_FILES + 1))
        if len(found) > MOST_FILES:
            message = _("more than {most} files are here; none of them is read").format(most=MOST_FILES)
            self.problems.add(
                Problem(message=message, file=self._named(pattern), hint=_("is it really the folder you meant?"))
            )
            return []
        return sorted(found)

    def of(self, model: type[AnyRecord]) -> Iterator[tuple[AnyRecord, Place]]:
        """Go through the records of one kind with their places."""
        for part in self.parts:
            if type(part.record) is model:
                yield part.record, part.place


def load(root: Path, want: Want = EVERYTHING) -> Rulebook:
    """Return the rule book of a folder; raise GfassessError with every mistake that its files have by themselves.

    Formulas that need each other in a circle are refused too: nothing could be worked out. All other checks across
    files are `check_folder`'s.
    """
    folder = Folder(root)
    book = read_folder(folder, want)
    folder.problems.raise_errors()
    return book


def load_schemes(root: Path) -> tuple[Scheme, ...]:
    """Return only the schemes of a folder; raise GfassessError where their file has mistakes."""
    folder = Folder(root)
    found = _one(folder, SchemeFile, "schemes.toml")
    folder.problems.raise_errors()
    return found.scheme if found else ()


def read_folder(folder: Folder, want: Want = EVERYTHING) -> Rulebook:
    """Read a folder as far as it goes; problems are kept in it."""
    if not folder.root.is_dir():
        raise GfassessError.of(_("this criteria folder does not exist"), file=str(folder.root))
    themes = folder.read_all(FactFile, "facts")
    tables = folder.read_all(Table, "parameters") + folder.read_all(Table, "references", want.references)
    rulesets = [ruleset for ruleset in _rulesets(folder, want.rulesets) if ruleset is not None]
    documents = _one(folder, DocumentFile, "documents.toml")
    check_chains(folder.of(FactFile), folder.problems)
    units = _one(folder, UnitFile, "units.toml") if want.units else None
    schemes = _one(folder, SchemeFile, "schemes.toml") if want.schemes else None
    return Rulebook(
        themes=tuple(themes),
        rulesets={ruleset.id: ruleset for ruleset in rulesets},
        tables={table.id: table for table in tables},
        documents={document.id: document for document in (documents.document if documents else ())},
        units={unit.id: unit for unit in (units.unit if units else ())},
        schemes=schemes.scheme if schemes else (),
        hashes=dict(folder.hashes),
    )


def _one(folder: Folder, model: type[AnyRecord], name: str) -> AnyRecord | None:
    path = folder.root / name
    # A broken link or a folder of this name is a mistake to be told, not a file that is missing.
    return folder.read(model, path) if lexists(path) else None


def ruleset_names(folder: Folder) -> list[str]:
    """Return the ids of the rule sets of a folder, without reading them."""
    return [path.parent.name for path in folder.found("rulesets/*/ruleset.toml")]


def _rulesets(folder: Folder, only: frozenset[str] | None) -> Iterable[Ruleset | None]:
    known = ruleset_names(folder)
    if only is None and not known and not folder.problems.errors:
        message = _("there is no rule set in this folder: rulesets/NAME/ruleset.toml is missing")
        folder.problems.add(Problem(message=message, file=str(folder.root), hint=_("is it really a criteria folder?")))
    wanted = known if only is None else sorted(only)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UnknownRulesetError(*(unknown_ruleset(name, known) for name in unknown))
    for name in wanted:
        yield _ruleset(folder, folder.root / "rulesets" / name)


def _ruleset(folder: Folder, path: Path) -> Ruleset | None:
    head = folder.read(RulesetHead, path / "ruleset.toml")
    if head is None:
        return None
    check_head(head, folder.parts[-1].place, folder.problems)
    gates = folder.read(GateFile, path / "gates.toml") if lexists(path / "gates.toml") else GateFile(gate=())
    heads: list[Criterion] = []
    for name in head.criteria:
        file = path / f"{name}.toml"
        criterion = folder.read(Criterion, file)
        if criterion is not None:
            check_weights(head, criterion, folder.parts[-1].place, folder.problems)
            heads.append(criterion)
    if gates is None or len(heads) != len(head.criteria):
        return None
    return Ruleset.model_construct(**dict(head), gates=gates.gate, heads=tuple(heads))
