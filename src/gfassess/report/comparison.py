"""Peers, what their listing proves, and places beside them, as plain data: `docs/schema/compare.schema.json`."""

from typing import Any

from gfassess.model.base import Record
from gfassess.model.cohort import CohortFile
from gfassess.model.scorecard import Scorecard
from gfassess.peers import Comparison, Listed, Registry
from gfassess.peers.published import Disclosed
from gfassess.peers.standing import Part, Placement, Standing


def comparison_data(
    found: Comparison, listed: Registry, card: Scorecard, disclosed: Disclosed | None = None
) -> dict[str, Any]:
    """Return who is listed, which gates that proves, and one's place among firms that published figures."""
    data: dict[str, Any] = {
        "ruleset": {"id": card.ruleset.id, "version": card.ruleset.version},
        "registry": {"entries": found.registered, "provinces": list(listed.provinces)},
        "peers": [_peer(one, listed) for one in found.shown],
        "gates": [
            {
                "id": one.gate.id,
                "state": one.state,
                "since": one.gate.proved_by_listing_since,
                "proving": found.proving(one.gate),
                "factories": found.years.total(),
            }
            for one in found.proved
        ],
    }
    if disclosed is not None:
        data["published"] = {"figures": [_figure(one) for one in disclosed.own], "refused": disclosed.refused}
    return data


def standing_data(cohort: CohortFile, found: Placement | None) -> dict[str, Any]:
    """Return one's place in a cohort; of one without figures of this trade and year, only which cohort it is."""
    about = {"id": cohort.id, "title": cohort.title, "illustrative": cohort.illustrative}
    rules = {"id": cohort.ruleset, "version": cohort.version}
    data: dict[str, Any] = {"cohort": {**about, "ruleset": rules, **_given(cohort, "remark", "statement")}}
    if found is None:
        return data
    return data | {
        "division": found.cell.division,
        "year": found.cell.year,
        "same_rules": found.same_rules,
        "figures": [_figure(one) for one in found.own],
        "gates": [
            {"id": one.own.gate.id, "state": one.own.state, **_given(one.sites, "passed", "failed", "unknown")}
            for one in found.gates
        ],
    }


def _peer(one: Listed, listed: Registry) -> dict[str, Any]:
    """Return a peer under the name that it has now; fields that its list leaves empty are absent."""
    peer, entry = one.peer, one.list_
    fields = {name: value for name, value in peer._asdict().items() if value not in {"", None} and name != "initials"}
    on = {"year": entry.year, "batch": entry.batch, "category": entry.category, "document": entry.document}
    near = {"same_city": one.same_city, "same_division": one.same_division}
    data: dict[str, Any] = {**fields, "name": one.entry.name, "list": on, **near}
    renamed = [event for event in one.entry.later.events if event.new_name]
    if renamed:
        data["listed_as"] = peer.name
        data["renamed"] = [{"name": event.new_name, "document": event.document} for event in renamed]
    if (removed := one.entry.later.removed) is not None:
        data["removed"] = {"document": removed.document}
    data["published"] = [
        _given(figure, "of", "value", "unit", "year", "scope", "source") for figure in listed.figures(one.entry)
    ]
    return data


def _figure(one: Standing) -> dict[str, Any]:
    """Return one's own figure beside those of others; the place is absent among fewer than five."""
    names = ("unit", "better", "n", "mean", "q1", "median", "q3", "best", "values")
    data: dict[str, Any] = {"kind": one.subject.kind, "id": one.subject.id, "own": {"low": one.low, "high": one.high}}
    if one.line is not None:
        data["indicator"] = one.line.indicator.id
    data["others"] = _given(one.figure, *names)
    if one.place is not None:
        data["place"] = {"worse": _part(one.place.worse), "interval": _part(one.place.sure)}
    return data


def _part(part: Part) -> dict[str, float]:
    return {"low": part.low, "high": part.high}


def _given(record: Record, *names: str) -> dict[str, Any]:
    """Return some fields of a record; those without a value are absent."""
    data = record.model_dump(mode="json", include=set(names))
    return {name: data[name] for name in names if data[name] not in (None, "", [])}
