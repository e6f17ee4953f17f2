"""Nothing is lost between an assessment and its file."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from gfassess.errors import GfassessError
from gfassess.files import builtin_criteria
from gfassess.model.assessment import Assessment
from gfassess.rules import load as load_rules
from gfassess.stamp import digest
from gfassess.store import dump, load, parse, save
from gfassess.store.dump import plain
from tests.store.strategies import ASSESSMENTS

SMALL = {"ruleset": "five", "year": 2024}


def make(**more: object) -> Assessment:
    """Return an assessment with these parts."""
    return Assessment.model_validate({**SMALL, **more})


@settings(max_examples=150, deadline=None)
@given(ASSESSMENTS)
def test_what_is_written_is_what_is_read(assessment: Assessment) -> None:
    """Any assessment survives its file: Chinese, quotation marks, brackets, unknown keys at every place."""
    text = dump(assessment)
    again = parse(text).assessment
    assert again == assessment
    assert again.unknown_keys() == assessment.unknown_keys()
    assert dump(again) == text
    assert digest(plain(again)) == digest(plain(assessment))


def test_only_what_was_answered_stands_in_the_file() -> None:
    """An empty assessment is three lines; no key without an answer."""
    assert dump(make()) == 'format = 1\nruleset = "five"\nyear = 2024\n'


def test_file_reads_as_people_write() -> None:
    """Whole numbers have no decimal point, rows of a ledger a line each, documents a table each."""
    text = dump(
        make(
            enterprise={"name": "某厂"},
            facts={"land_area": 77037.0, "ratio": 1.03},
            ledgers={"energy_use": [{"carrier": "coal", "amount": 5.0}, {"carrier": "electricity", "amount": 6.5}]},
            notes={"land_area": "一期\n二期"},
            evidence=[{"file": "a.pdf", "for": ["land_area"]}],
        )
    )
    assert 'name = "某厂"' in text
    assert "land_area = 77037\n" in text
    assert '    { carrier = "coal", amount = 5 },\n    { carrier = "electricity", amount = 6.5 },\n' in text
    assert 'land_area = """\n一期\n二期"""' in text
    assert '[[evidence]]\nfile = "a.pdf"\n' in text
    assert text.index("[enterprise]") < text.index("[facts]") < text.index("[ledgers]") < text.index("[notes]")


def test_answers_stand_in_the_order_asked() -> None:
    """With the rules at hand the order in which somebody answered leaves no trace in the file."""
    book = load_rules(builtin_criteria())
    first, second = list(book.facts)[:2]
    one = make(facts={first: 1.0, second: 2.0, "unknown": 3.0})
    other = make(facts={"unknown": 3.0, second: 2.0, first: 1.0})
    assert dump(one, book) == dump(other, book)


@pytest.mark.parametrize("text", ["\x1b[31m", "a\x00", "\x7f", "\u202eab", "\ud800", "a\rb"])
def test_control_characters_are_refused_before_anything_is_written(tmp_path: Path, text: str) -> None:
    """A text that would command a terminal is named by its key, and the old file stays."""
    path = tmp_path / "a.toml"
    save(path, make())
    with pytest.raises(GfassessError) as caught:
        save(path, make(notes={"land_area": text}))
    assert caught.value.problems[0].key == "notes.land_area"
    assert path.read_text(encoding="utf-8") == dump(make())


def test_line_ends_of_windows_become_plain_ones() -> None:
    """A note pasted on Windows is kept, with the line ends that the file has."""
    assert parse(dump(make(notes={"a": "一\r\n二"}))).assessment.notes["a"] == "一\n二"


def test_file_of_windows_is_read() -> None:
    """Line ends of Windows change neither texts nor the lines that are named."""
    loaded = parse('ruleset = "five"\r\nyear = 2024\r\n[notes]\r\na = """一\r\n二"""\r\n[odd]\r\n')
    assert loaded.assessment.notes == {"a": "一\n二"}
    assert [problem.line for problem in loaded.problems] == [6]


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Windows Notepad puts one before the first key."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + dump(make()).encode())
    assert load(path).assessment == make()


def test_export_tables_are_kept_apart() -> None:
    """Result and stamp are given as they stand, are no answers, and are not written again."""
    loaded = parse(dump(make()) + '[result]\nverdict = "open"\n[stamp]\nprogram = "1"\n')
    assert loaded.result == {"verdict": "open"}
    assert loaded.stamp == {"program": "1"}
    assert not loaded.assessment.unknown_keys()
    assert "result" not in tomllib.loads(dump(loaded.assessment))


def test_unknown_keys_are_kept_and_warned_of() -> None:
    """A key of another version is never dropped; a warning names it with its line."""
    loaded = parse(dump(make()) + "[future]\nx = [1, 2.0]\n[enterprise]\nseal = true\n")
    assert [(problem.key, problem.line, problem.severity) for problem in loaded.problems] == [
        ("future", 4, "warning"),
        ("enterprise.seal", 7, "warning"),
    ]
    assert tomllib.loads(dump(loaded.assessment))["future"] == {"x": [1, 2.0]}
    assert tomllib.loads(dump(loaded.assessment))["enterprise"] == {"seal": True}
