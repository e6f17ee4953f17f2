"""What the actions of `gfassess peers` are called and take."""

import argparse
from collections.abc import Callable
from datetime import date

from gfassess.cli.typed import CATEGORIES
from gfassess.words import _


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
    parser.add_argument(
        "--document",
        action="append",
        type=_of_batch(str),
        metavar=_("[BATCH=]NUMBER"),
        default=[],
        help=_("number of the notice; of several batches once for each"),
    )
    parser.add_argument(
        "--published",
        action="append",
        type=_of_batch(_day),
        metavar=_("[BATCH=]DATE"),
        default=[],
        help=_("date of the notice, like 2022-01-15"),
    )
    parser.add_argument(
        "--year",
        action="append",
        type=_of_batch(_year),
        metavar=_("[BATCH=]YEAR"),
        default=[],
        help=_("the list's own year"),
    )
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
    parser.add_argument("--document", metavar=_("NUMBER"), default="", help=_("number of the notice"))
    parser.add_argument(
        "--published", type=_day, metavar=_("DATE"), default=None, help=_("date of the notice, like 2022-01-15")
    )
    parser.add_argument(
        "--category", choices=CATEGORIES, default=None, help=_("kind of list, where its title does not say it")
    )
    parser.add_argument("--sheet", metavar=_("SHEET"), default="", help=_("sheet of the workbook; otherwise the first"))


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        default=[],
        metavar=_("FILE"),
        help=_("files of peers; otherwise those of the rules and your own"),
    )


def _build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "exports", nargs="+", metavar=_("EXPORT"), help=_("exported assessments, folders of them, or packed folders")
    )
    _cohort(parser)
    parser.add_argument("--title", metavar=_("TITLE"), default="", help=_("how it is named; otherwise its id"))
    parser.add_argument("--statement", metavar=_("TEXT"), default="", help=_("who built it, and of what"))
    parser.add_argument(
        "--ruleset", metavar="ID", default=None, help=_("score all sites with this rule set instead of their own")
    )
    parser.add_argument(
        "--values", action="store_true", default=False, help=_("publish all values, sorted, and not only their figures")
    )
    parser.add_argument(
        "--illustrative", action="store_true", default=False, help=_("take in invented figures; the cohort says so")
    )
    parser.add_argument(
        "--ledger",
        metavar=_("FILE"),
        default=None,
        help=_("what the builder keeps about earlier versions; otherwise with what the program remembers"),
    )
    parser.add_argument(
        "--redo", action="store_true", default=False, help=_("forget the last version: it was never handed out")
    )


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cohorts", nargs="+", metavar=_("COHORT"), help=_("cohorts to join"))
    _cohort(parser)
    parser.add_argument(
        "--disjoint", action="store_true", default=False, help=_("no site is in more than one of them: you know that")
    )


def _cohort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to; - is standard output"))
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    parser.add_argument("--id", metavar="ID", default=None, help=_("id of the cohort; otherwise the name of the file"))


def _written_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default=None, metavar=_("FILE"), help=_("file of peers; otherwise your own registry")
    )


def _of_batch(convert: Callable[[str], object]) -> Callable[[str], tuple[int | None, object]]:
    """Return what reads `6=VALUE`, said of one batch, or `VALUE`, said of all."""

    def read(typed: str) -> tuple[int | None, object]:
        batch, sign, value = typed.partition("=")
        if sign and batch.strip().isascii() and batch.strip().isdigit():
            return int(batch), convert(value.strip())
        return None, convert(typed.strip())

    return read


def _year(typed: str) -> int:
    if not (len(typed) == len("2022") and typed.isascii() and typed.isdigit()):
        raise argparse.ArgumentTypeError(_('"{typed}" is no year').format(typed=typed))
    return int(typed)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        message = _('"{typed}" is no date; write it like 2022-01-15').format(typed=typed)
        raise argparse.ArgumentTypeError(message) from error
