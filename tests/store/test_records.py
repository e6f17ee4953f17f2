"""Mistakes of records come out in plain words, one for each place."""

import tomllib

import pytest

from gfassess import words
from gfassess.errors import Problem, Problems, printable
from gfassess.model.base import Record
from gfassess.model.facts import FactFile
from gfassess.model.rules import Criterion
from gfassess.records import key_of, read_record

HEAD = 'id = "energy"\ntitle = { zh = "能源", en = "Energy" }\npoints = 20\nbasis = "project"\n'
LINE = (
    '[[indicator]]\nid = "x"\ntitle = { zh = "甲", en = "X" }\npoints = 20\n'
    'source = { document = "D" }\nbasis = "project"\n'
)


def problems_of(model: type[Record], text: str) -> list[Problem]:
    """Return what is wrong in a text."""
    problems = Problems()
    record = read_record(model, tomllib.loads(text), "f.toml", text, problems)
    assert (record is None) == bool(problems.found)
    return problems.found


def only(model: type[Record], text: str) -> Problem:
    """Return the one thing that is wrong in a text."""
    (found,) = problems_of(model, text)
    return found


def test_sound_record_has_no_problem() -> None:
    """A record is returned, and nothing is said."""
    assert problems_of(Criterion, HEAD + LINE + 'formula = "1"\nscale = { yes_no = true }\n') == []


@pytest.mark.parametrize(
    ("scale", "words_wanted"),
    [
        ("{ leading = 1 }", 'needs a "baseline"'),
        ("{ leading = 1, baseline = 0, yes_no = true }", "exactly one form"),
        ("{}", "exactly one form"),
        ('{ reference = "r" }', '"better" is missing'),
        ('{ reference = "r", better = "more" }', "possible are higher, lower"),
        ("{ steps = [{ at = 1, share = 2 }] }", "must be at most 1"),
    ],
)
def test_scales_are_refused_in_words(scale: str, words_wanted: str) -> None:
    """Each way in which a scale can be wrong has a sentence, at the line of the scale."""
    found = only(Criterion, HEAD + LINE + f'formula = "1"\nscale = {scale}\n')
    assert words_wanted in str(found)
    assert found.line == 12
    assert found.key.startswith("indicator[1].scale")


def test_mistake_in_a_formula_keeps_its_caret() -> None:
    """The column is that inside the formula; key and line are those of the file, where no variant is written."""
    found = only(Criterion, HEAD + LINE + 'formula = "1 + * 2"\nscale = { yes_no = true }\n')
    assert (found.key, found.line, found.source, found.column) == ("indicator[1].formula", 11, "1 + * 2", 4)


def test_misspelt_key_of_a_part_written_in_place() -> None:
    """A key of the only variant is known to the indicator that it is written in."""
    found = only(Criterion, HEAD + LINE + 'formula = "1"\nscale = { yes_no = true }\nwheer = "1 > 0"\n')
    assert (found.key, found.line, found.hint) == ("indicator[1].wheer", 13, 'did you mean "where"?')


def test_missing_keys_are_at_the_table_that_lacks_them() -> None:
    """The line is that of the second table, and the key names it."""
    text = 'id = "a"\ntitle = { zh = "甲", en = "A" }\n'
    one = '[[fact]]\nid = "x"\nkind = "text"\ntitle = { zh = "甲", en = "X" }\ndepartment = "energy"\n'
    found = problems_of(FactFile, text + one + one.replace('kind = "text"\n', ""))
    assert [(problem.key, problem.line) for problem in found] == [("fact[2].kind", 8)]


def test_one_problem_for_a_value_of_several_kinds() -> None:
    """A default may be a number, yes or no, or a formula: a list is refused once, a broken formula as a formula."""
    text = 'id = "a"\ntitle = { zh = "甲", en = "A" }\n[[fact]]\nid = "x"\nkind = "number"\n'
    text += 'title = { zh = "甲", en = "X" }\ndepartment = "energy"\n'
    assert "true or false, a number or a text is needed here, this is a list" in str(
        only(FactFile, text + "default = []")
    )
    assert only(FactFile, text + 'default = "1 +"').source == "1 +"


def test_words_of_content_come_in_two_languages() -> None:
    """A plain title is answered with how to write both."""
    found = only(FactFile, 'id = "a"\ntitle = "A"\n')
    assert '{ zh = "...", en = "..." }' in found.hint


def test_problems_speak_the_language_in_use() -> None:
    """The sentence is made when it is needed, in the language of that moment."""
    english = only(FactFile, 'id = "a"\n').message
    words.use("zh")
    chinese = only(FactFile, 'id = "a"\n').message
    assert english == '"title" is missing'
    assert "title" in chinese


def test_nothing_of_a_file_commands_the_terminal() -> None:
    """Keys and values are shown escaped and cut."""
    found = only(FactFile, 'id = "a"\ntitle = { zh = "甲", en = "A" }\n"\\u001b[2J" = 1\n')
    assert "\x1b" not in str(found)
    assert key_of(("a", 0, "\x07")) == "a[1].\\x07"
    assert len(printable("长" * 500)) < 70
