"""Everything that was loaded from a criteria folder, ready to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gfassess.model.facts import Fact, FactFile, Ledger, Total
from gfassess.model.rules import Ruleset
from gfassess.model.sources import Document, Scheme, Unit
from gfassess.model.tables import Parameter, Table


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The content of one criteria folder; tables and rule sets only as far as they were asked for."""

    themes: tuple[FactFile, ...]
    rulesets: Mapping[str, Ruleset]
    tables: Mapping[str, Table]
    documents: Mapping[str, Document]
    units: Mapping[str, Unit]
    schemes: tuple[Scheme, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file read, by its path in the folder."""
    facts: Mapping[str, Fact] = field(init=False)
    ledgers: Mapping[str, Ledger] = field(init=False)
    totals: Mapping[str, tuple[Ledger, Total]] = field(init=False)
    parameters: Mapping[str, tuple[Table, Parameter]] = field(init=False)

    def __post_init__(self) -> None:
        """Index facts, ledgers, totals and parameters by the names that formulas use."""
        facts = {fact.id: fact for theme in self.themes for fact in theme.fact}
        ledgers = {ledger.id: ledger for theme in self.themes for ledger in theme.ledger}
        totals = {total.id: (ledger, total) for ledger in ledgers.values() for total in ledger.total}
        parameters = {entry.id: (table, entry) for table in self.tables.values() for entry in table.parameter}
        for name, value in (("facts", facts), ("ledgers", ledgers), ("totals", totals), ("parameters", parameters)):
            object.__setattr__(self, name, value)
