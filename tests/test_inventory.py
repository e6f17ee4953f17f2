"""What the program is made of: every part is listed, and its licence was looked at."""

import json

from tools.inventory import inventory, licence_of, parts, refused

CORE = {"pydantic", "shtab", "textual", "tomli-w"}


def test_every_part_is_listed_with_its_licence() -> None:
    """The parts that the program needs stand in the list, those of its tests do not; no licence is unknown."""
    names = {one["name"] for one in inventory()["components"]}
    assert names >= CORE | {"openpyxl", "textual-serve", "pydantic-core"}
    assert not names & {"gfassess", "pytest", "ruff", "hypothesis"}
    assert [f"{part.name}: {licence_of(part)}" for part in parts() if refused(part)] == []


def test_the_list_is_the_same_each_time_and_names_no_host() -> None:
    """It can be compared with that of another build."""
    text = json.dumps(inventory())
    assert text == json.dumps(inventory())
    assert "://" not in text
