"""The invented cohort that comes along."""

from gfassess.store.cohort import dump_cohort, load_cohort
from tools.illustrative_cohort import TARGET, cohort


def test_it_is_built_the_same_every_time() -> None:
    """Byte for byte by the committed script; after a change of the rules run make docs."""
    assert TARGET.read_text("utf-8") == dump_cohort(cohort()), "run make docs"


def test_it_says_that_it_is_invented() -> None:
    """In the file itself, in both languages. It has trades and all together, small cells are not in it."""
    found = load_cohort(TARGET)
    assert found.illustrative
    assert "虚构" in found.remark
    assert "nvented" in found.remark
    assert {cell.division for cell in found.cell} == {"", "33", "34"}
    assert all(figure.n >= 5 for cell in found.cell for figure in cell.figure)
