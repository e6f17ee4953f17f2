"""Every part of a record with its place, however deep it lies."""

from collections.abc import Iterator

from pydantic import BaseModel

from gfassess.rules.place import Place


def parts_of(record: BaseModel, place: Place) -> Iterator[tuple[BaseModel, Place]]:
    """Go through a record and all records inside it, in the order of their fields."""
    yield record, place
    for name, value in record:
        yield from _inside(value, place.at(type(record).model_fields[name].alias or name))


def _inside(value: object, place: Place) -> Iterator[tuple[BaseModel, Place]]:
    if isinstance(value, BaseModel):
        yield from parts_of(value, place)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _inside(entry, place.at(index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _inside(entry, place.at(key))
