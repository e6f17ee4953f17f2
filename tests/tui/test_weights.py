"""Every screen that shows a total says whose weights it rests on."""

from dataclasses import replace

import pytest

from gfassess import words
from gfassess.model.base import Text
from tests.tui.conftest import Bench, Walk, seen

NOTE = Text(zh="分值仅为示例，权重由使用者确定。", en="The points are only an example.")
SHORT = Text(zh="权重为示例", en="example weights")


@pytest.fixture(autouse=True)
def _noted(bench: Bench) -> None:
    tiny = bench.rulebook.rulesets["tiny"]
    noted = tiny.model_copy(update={"note": NOTE, "weights_note": SHORT})
    bench.rulebook = replace(bench.rulebook, rulesets={"tiny": noted})


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("section", ["enterprise", "gates", "ground", "results", "why", "export"])
async def test_a_few_words_stand_beside_the_total(walk: Walk, section: str, language: words.Language) -> None:
    """In the narrowest terminal too, in full."""
    words.use(language)
    async with walk(section) as pilot:
        assert str(SHORT) in seen(pilot).splitlines()[1]


async def test_results_say_both_whose_weights_and_the_other_readings(bench: Bench, walk: Walk) -> None:
    """Where a line does not apply too: each is said once, and neither takes the place of the other."""
    bench.write(bench.saved.model_copy(update={"not_applicable": {"platform": "none"}}))
    async with walk("results", size=(100, 60)) as pilot:
        text = seen(pilot)
    assert f"{SHORT}; the whole note stands at the end" in text
    assert text.count("Lines that do not apply, by reading") == 1


@pytest.mark.parametrize("section", ["results", "why", "export"])
async def test_the_whole_note_stands_where_there_is_room(walk: Walk, section: str) -> None:
    """The pages of the result have it whole."""
    async with walk(section, size=(132, 60)) as pilot:
        assert str(NOTE) in seen(pilot)
