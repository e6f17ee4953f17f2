"""What the actions of `gfassess peers` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.words import _

CATEGORIES = ("factory", "product", "park", "supply_chain")


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        "import": (_("take over a list of an official notice"), _import),
        "apply": (_("take over renamings and removals of a later notice"), _apply),
        "check": (_("name every mistake in files of peers and in what they published"), _check),
        "build": (_("build a cohort from exported assessments"), _build),
        "merge": (_("join cohorts where that is exact"), _merge),
    }


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", metavar=_("LIST"), help=_("the list: .csv, .xlsx or a web page saved as .xls"))
    _written_to(parser)
    _notice(parser)
    parser.add_argument("--year", type=int, metavar=_("YEAR"), default=None, help=_("the list's own year"))
    parser.add_argument("--batch", type=int, metavar=_("BATCH"), default=None, help=_("batch, where no column has it"))
    parser.add_argument(
        "--category", choices=CATEGORIES, default=None, help=_("kind of list, where its title does not say it")
    )
    parser.add_argument(
        "--province", metavar=_("PROVINCE"), default="", help=_("province, where no column has it: a provincial list")
    )
    parser.add_argument("--sheet", metavar=_("SHEET"), default="", help=_("sheet of the workbook; otherwise the first"))


def _apply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", metavar=_("NOTICE"), help=_("old and new names, or names moved out: .csv or .xlsx"))
    _written_to(parser)
    _notice(parser)
    parser.add_argument("--sheet", metavar=_("SHEET"), default="", help=_("sheet of the workbook; otherwise the first"))


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar=_("FILE"), help=_("files of peers; otherwise those of the rules and your own")
    )


def _build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("exports", nargs="+", metavar=_("EXPORT"), help=_("exported assessments"))
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to; - is standard output"))


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cohorts", nargs="+", metavar=_("COHORT"), help=_("cohorts to join"))
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to; - is standard output"))


def _written_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default=None, metavar=_("FILE"), help=_("file of peers; otherwise your own registry")
    )


def _notice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", metavar=_("NUMBER"), default="", help=_("number of the notice"))
    parser.add_argument("--published", metavar=_("DATE"), default="", help=_("date of the notice, like 2022-01-15"))
