"""What a name in a formula stands for: fact, total with its rows, parameter with its document."""

from typing import Final

from gfassess.explain.node import Node
from gfassess.explain.wording import mark_words, phrasing, row_words, unit_words, value_words
from gfassess.formula import Formula, Outcome, Undefined, is_known
from gfassess.model.facts import Fact, Ledger, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Parameter, Row, Table, source_of
from gfassess.scoring.inputs import Inputs, RowInputs, split_name
from gfassess.words import _, ngettext

_MOST_ROWS: Final = 50
"""Rows of a ledger shown one by one; the rest stands in one line."""


def outcome_words(outcome: Outcome, unit: str = "", decimals: int | None = None) -> str:
    """Return a value, or that there is none."""
    if is_known(outcome):
        return value_words(outcome, unit, decimals)
    return _("undefined") if isinstance(outcome, Undefined) else _("not answered")


def name_node(inputs: Inputs, name: str) -> Node:
    """Return the explanation of a fact, total or parameter."""
    book = inputs.rulebook
    if name in book.facts:
        return _fact_node(inputs, book.facts[name])
    if name in book.totals:
        return _total_node(inputs, *book.totals[name])
    if name in book.parameters:
        return _parameter_node(inputs, *book.parameters[name])
    return Node("missing", name, name)


def ledger_node(inputs: Inputs, ledger: Ledger) -> Node:
    """Return the explanation of a ledger: each of its totals."""
    totals = tuple(_total_node(inputs, ledger, total) for total in ledger.total)
    count = len(inputs.assessment.ledgers.get(ledger.id, ()))
    said = mark_words(inputs.assessment.answered.get(ledger.id)) if count else ""
    who = (Node("note", ledger.id, _("Answered"), said),) if said else ()
    return Node("ledger", ledger.id, str(ledger.title), _("{count} rows").format(count=count), children=(*who, *totals))


def row_name_node(row: RowInputs, name: str) -> Node:
    """Return the explanation of a name inside a ledger row."""
    column = row.ledger.column(name)
    if column is not None:
        chosen = row.chosen(column)
        if chosen is not None:
            return _chosen_node(row, name, str(column.title), chosen, column.table or "")
        shown = _option_title(column.options, row.row.get(name)) or _figure(
            row.inputs, row(name), _unit(row, column.unit)
        )
        return _with_default(Node("cell", name, str(column.title), shown), column.default, row, name in row.row)
    split = split_name(row.ledger, name, row.inputs.rulebook.tables)
    if split is None:
        return name_node(row.inputs, name)
    owner, field = split
    chosen, table = row.chosen(owner), row.inputs.rulebook.tables.get(owner.table or "")
    if chosen is None or table is None:
        return Node("missing", row.path(owner.id), str(owner.title), _("not answered"))
    heading = next((entry for entry in table.column if entry.id == field), None)
    return Node(
        "parameter",
        name,
        _("{title}: {value}").format(title=chosen.title, value=heading.title if heading else field),
        _figure(row.inputs, row(name), _per(heading.unit if heading else "", chosen.unit)),
        source=str(source_of(table, chosen, field) or ""),
        detail=str(chosen.note or ""),
    )


def with_figures(formula: Formula, lookup: Inputs | RowInputs) -> str:
    """Return a formula with figures in the place of names."""
    return formula.show_taken(
        lookup, lambda name: _chosen_title(lookup, name) or outcome_words(lookup(name)) or name, phrasing()
    )


def with_titles(formula: Formula, lookup: Inputs | RowInputs) -> str:
    """Return a formula with titles in the place of names."""
    return formula.show(lambda name: title_of(lookup, name), phrasing())


def title_of(lookup: Inputs | RowInputs, name: str) -> str:
    """Return the title of a fact, total, parameter, column or cell of a chosen row."""
    if isinstance(lookup, RowInputs):
        column = lookup.ledger.column(name)
        return str(column.title) if column is not None else row_name_node(lookup, name).title
    return name_node(lookup, name).title


def _chosen_title(lookup: Inputs | RowInputs, name: str) -> str:
    """Return the title of what a choice fact has as its value, or an empty text."""
    book = lookup.inputs.rulebook if isinstance(lookup, RowInputs) else lookup.rulebook
    return option_title(book, book.facts[name], lookup(name)) if name in book.facts else ""


def option_title(book: Rulebook, fact: Fact, value: object) -> str:
    """Return the title of what was chosen for a choice fact, or an empty text."""
    if fact.table is not None and isinstance(value, str):
        table = book.tables.get(fact.table)
        row = table.row(value) if table is not None else None
        return str(row.title) if row is not None else ""
    return _option_title(fact.options, value)


def _option_title(options: tuple[object, ...], value: object) -> str:
    return next((str(getattr(one, "title", "")) for one in options if getattr(one, "id", None) == value), "")


def _fact_node(inputs: Inputs, fact: Fact) -> Node:
    answered = inputs.usable(fact, inputs.assessment.facts.get(fact.id)) is not None
    shown = option_title(inputs.rulebook, fact, inputs.assessment.facts.get(fact.id))
    note = inputs.assessment.notes.get(fact.id, "")
    files = [proof.file for proof in inputs.assessment.evidence if fact.id in proof.answers]
    said = mark_words(inputs.assessment.answered.get(fact.id)) if answered else ""
    children = [Node("note", fact.id, _("Answered"), said)] if said else []
    children += [Node("note", fact.id, _("Note"), note)] if note else []
    children += [Node("note", fact.id, _("Evidence"), file) for file in files]
    node = Node(
        "fact" if answered or fact.default is not None else "missing",
        fact.id,
        str(fact.title),
        shown or _figure(inputs, inputs(fact.id), fact.unit),
        children=tuple(children),
    )
    return _with_default(node, fact.default, inputs, answered)


def _with_default(node: Node, default: object, lookup: Inputs | RowInputs, answered: bool) -> Node:  # noqa: FBT001 - private
    if answered or default is None:
        return node
    children: tuple[Node, ...] = ()
    said = _("assumed until answered")
    if isinstance(default, Formula):
        said = _("worked out by the rules, not your own value")
        names = default.names_taken(lookup)
        if isinstance(lookup, RowInputs):
            children = tuple(row_name_node(lookup, name) for name in names)
        else:
            children = tuple(name_node(lookup, name) for name in names)
    return Node(node.kind, node.id, node.title, node.value, said, "", children)


def _total_node(inputs: Inputs, ledger: Ledger, total: Total) -> Node:
    rows = [row for row in inputs.rows(ledger) if total.where is None or total.where(row) is not False]
    shown = tuple(_contribution_node(row, total) for row in rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        more = _("{count} more rows").format(count=len(rows) - _MOST_ROWS)
        shown = (*shown, Node("note", ledger.id, more))
    detail = ngettext("sum of {count} row", "sum of {count} rows", len(rows)).format(count=len(rows))
    return Node("ledger", total.id, str(total.title), _figure(inputs, inputs(total.id), total.unit), detail, "", shown)


def _contribution_node(row: RowInputs, total: Total) -> Node:
    children = tuple(row_name_node(row, name) for name in total.row.names_taken(row))
    title = _("row {row}: {label}").format(
        row=row.index + 1, label=row_words(row.inputs.rulebook, row.ledger, row.row, row.index)
    )
    value = _figure(row.inputs, total.row(row), total.unit)
    return Node("row", row.path(total.id), title, value, with_figures(total.row, row), "", children)


def _parameter_node(inputs: Inputs, table: Table, parameter: Parameter) -> Node:
    row = inputs.parameter_row(table, parameter)
    heading = next((entry for entry in table.column if entry.id == parameter.column), None)
    source = source_of(table, row, parameter.column) if row is not None else table.source
    return Node(
        "parameter",
        parameter.id,
        str(parameter.title),
        _figure(inputs, inputs(parameter.id), heading.unit if heading else ""),
        str(row.title) if row is not None else _("no published row fits this enterprise and year"),
        str(source or ""),
    )


def _chosen_node(row: RowInputs, name: str, title: str, chosen: Row, table: str) -> Node:
    source = chosen.source or row.inputs.rulebook.tables[table].source
    return Node("cell", name, title, str(chosen.title), str(chosen.note or ""), str(source or ""))


def _per(unit: str, row_unit: str) -> str:
    """Return the unit of a figure of a table whose rows have units of their own: kgce per kg."""
    return f"{unit}/{row_unit}" if unit and row_unit and "/" not in unit + row_unit else unit


def _figure(inputs: Inputs, outcome: Outcome, unit: str) -> str:
    return outcome_words(outcome, unit_words(inputs.rulebook, unit))


def _unit(row: RowInputs, unit: str) -> str:
    owner, dot, _field = unit.partition(".")
    if not dot:
        return unit
    column = row.ledger.column(owner)
    chosen = row.chosen(column) if column is not None else None
    return chosen.unit if chosen is not None else ""
