"""What the variables of the OpenFisca rival are made of: entities, yes/no answers, names, classes."""

from collections.abc import Callable
from typing import Any, Final

from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.populations import Population
from openfisca_core.variables import Variable

from bench.fleet.openfisca_numbers import Floats, Lookup, Truth
from bench.fleet.rival_inputs import fields
from gfassess.fleet import results
from gfassess.formula import Formula
from gfassess.model.facts import Ledger, Question

Formulas = Callable[[Any, Any], Any]
"""A formula as OpenFisca calls it: with a population and a period."""

SITE: Final = Entity("site", "sites", "", "")
SCORED, UNANSWERED, NO_REFERENCE, UNDEFINED, NOT_APPLICABLE = range(len(results.STATES))


class YesNo(Enum):  # type: ignore[misc]  # untyped library
    """An answer that may be missing."""

    missing = "missing"
    no = "no"
    yes = "yes"


class RowPopulation(Population):  # type: ignore[misc]  # untyped library
    """The rows of one ledger, each with the place of its site."""

    site_of: Any = None


def row_entity(ledger: str) -> Entity:
    """Return the entity of the rows of a ledger."""
    return Entity(f"{ledger}_row", f"{ledger}_rows", "", "")


def with_formula(question: Question) -> bool:
    """Tell whether a formula stands in where nobody answered."""
    return isinstance(question.default, Formula)


def kind_of(question: Question) -> Any:
    """Return the type of the variable of an answer; of a text only that there is one counts."""
    if question.kind == "choice":
        return Enum("Choice", {name: name for name in ("missing", *(option.id for option in question.options))})
    return {"number": float, "count": float, "yes_no": YesNo}.get(question.kind, bool)


def made(name: str, entity: Entity, kind: Any, formula: Formulas | None = None) -> type[Variable]:
    """Make the class of a variable."""
    body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.ETERNITY}
    if issubclass(kind, Enum):
        body |= {"value_type": Enum, "possible_values": kind, "default_value": kind["missing"]}
    body |= {"formula": formula} if formula is not None else {}
    return type(name, (Variable,), body)


def of_site(population: Any, period: Any) -> Lookup:
    """Return what names stand for in a population."""

    def yes_no(name: str) -> Truth:
        answers = population(name, period)
        return Truth(answers == YesNo.yes, answers == YesNo.no)

    return Lookup(lambda name: population(name, period), yes_no)


def of_rows(ledger: Ledger, rows: Any, period: Any) -> Lookup:
    """Return what names stand for in the rows of a ledger."""
    own = {column.id for column in ledger.columns} | fields(ledger).keys()
    inner, outer = of_site(rows, period), of_site(rows.simulation.site, period)

    def figure(name: str) -> Floats:
        return inner.number(f"{ledger.id}__{name}") if name in own else outer.number(name)[rows.site_of]

    def yes_no(name: str) -> Truth:
        if name in own:
            return inner.truth(f"{ledger.id}__{name}")
        answers = outer.truth(name)
        return Truth(answers.yes[rows.site_of], answers.no[rows.site_of])

    return Lookup(figure, yes_no)


def rows_of(site: Any, ledger: str) -> Any:
    """Return the population of the rows of a ledger."""
    return getattr(site.simulation, f"{ledger}_row")
