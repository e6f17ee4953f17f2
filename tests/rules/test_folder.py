"""Folders from outside: links, pipes, crowds of files, and names that mean two things."""

import os
import sys
from pathlib import Path

import pytest

from gfassess import rules
from gfassess.errors import GfassessError
from gfassess.rules.folder import MOST_FILES

SECRET = "not for other eyes"  # noqa: S105 - a text that must not be shown


def said(criteria: Path) -> str:
    """Return everything that a check says of a folder."""
    return "\n".join(str(problem) for problem in rules.check_folder(criteria)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize(
    "name",
    ["facts/zz.toml", "parameters/zz.toml", "rulesets/small/c.toml", "rulesets/small/gates.toml", "units.toml"],
)
def test_a_link_out_of_the_folder_is_not_followed(criteria: Path, tmp_path: Path, name: str) -> None:
    """A link to a file elsewhere is refused, and nothing of that file is shown."""
    (tmp_path / "elsewhere").write_text(SECRET, "utf-8")
    (criteria / name).unlink(missing_ok=True)
    (criteria / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GfassessError, match="not a file of the criteria folder") as caught:
        rules.load(criteria)
    assert name in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in said(criteria)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_folder_that_is_a_link_out_is_not_followed(criteria: Path, tmp_path: Path) -> None:
    """A link to a folder elsewhere leads out like one to a file."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "units.toml").write_text(SECRET, "utf-8")
    (criteria / "references").symlink_to(tmp_path / "elsewhere")
    assert "references/units.toml: this is not a file of the criteria folder" in said(criteria)
    assert SECRET not in said(criteria)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize("name", ["documents.toml", "rulesets/small/gates.toml"])
def test_a_broken_link_is_told(criteria: Path, name: str) -> None:
    """A link to nothing is no missing file: gates that cannot be read are not gates that do not exist."""
    (criteria / name).unlink()
    (criteria / name).symlink_to("nothing.toml")
    with pytest.raises(GfassessError, match="there is no such file"):
        rules.load(criteria)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_inside_the_folder_is_followed(criteria: Path) -> None:
    """One file may stand in two places of the same folder, and the folder itself may be a link."""
    (criteria / "facts" / "all.toml").rename(criteria / "all.txt")
    (criteria / "facts" / "all.toml").symlink_to("../all.txt")
    link = criteria.with_name("link")
    link.symlink_to(criteria)
    assert said(link) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes of this kind there")
@pytest.mark.parametrize("name", ["facts/zz.toml", "units.toml"])
def test_a_pipe_is_not_waited_for(criteria: Path, name: str) -> None:
    """Only regular files are read."""
    os.mkfifo(criteria / name)
    assert f"{name}: this is a pipe or a device, not a file" in said(criteria)


@pytest.mark.parametrize("folder", ["facts", "rulesets"])
def test_a_crowd_of_files_is_not_read(criteria: Path, folder: str) -> None:
    """Beyond a limit no file is read, and one message says so."""
    for number in range(MOST_FILES + 1):
        if folder == "facts":
            (criteria / folder / f"f{number}.toml").touch()
        else:
            (criteria / folder / f"r{number}").mkdir()
            (criteria / folder / f"r{number}" / "ruleset.toml").touch()
    with pytest.raises(GfassessError, match=f"more than {MOST_FILES} files are here") as caught:
        rules.load(criteria)
    assert len(caught.value.problems) == 1


def test_a_cell_that_two_choices_could_bring(criteria: Path) -> None:
    """`carrier_x_kgce` must not be both `x_kgce` of what `carrier` chose and `kgce` of what `carrier_x` chose."""
    table = criteria / "parameters" / "carriers.toml"
    more = ', { id = "x_kgce", title = { zh = "系数", en = "Coefficient" } }]'
    table.write_text(table.read_text("utf-8").replace('unit = "kgce" }]', f'unit = "kgce" }}{more}'), "utf-8")
    theme = criteria / "facts" / "all.toml"
    column = '{ id = "carrier_x", kind = "choice", from = "carriers", title = { zh = "品种", en = "Other carrier" } },'
    text = theme.read_text("utf-8").replace('  { id = "amount"', f'  {column}\n  {{ id = "amount"')
    theme.write_text(text, "utf-8")
    assert '"carrier_x_kgce" means two things in a row of this ledger' in said(criteria)
    assert '"x_kgce" of what the column "carrier" chose and "kgce" of what the column "carrier_x" chose' in said(
        criteria
    )
