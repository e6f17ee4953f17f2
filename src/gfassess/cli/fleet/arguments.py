"""What the actions of `gfassess fleet` are called and take."""

import argparse
from collections.abc import Callable

from gfassess.cli.arguments import cohort
from gfassess.cli.typed import count, division, folder_name
from gfassess.words import _


def actions() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return each action with its summary and what adds its arguments."""
    return {
        "pack": (_("pack thousands of assessments into columns"), _pack),
        "score": (_("score a packed folder"), _score),
        "report": (_("say what a scored folder shows: by division, by region, by gate"), _report),
    }


def _pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("exports", nargs="+", metavar=_("EXPORT"), help=_("assessments, or folders of them"))
    _folder(parser)
    parser.add_argument(
        "--jobs", type=count, metavar="N", default=None, help=_("processes that read; otherwise one for each core")
    )
    parser.add_argument("--remark", metavar=_("TEXT"), default="", help=_("where they come from; every report says it"))


def _score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=folder_name, metavar=_("DIR"), help=_("the packed folder"))
    parser.add_argument("--ruleset", metavar="ID", required=True, help=_("the rule set that scores all of them"))
    cohort(parser)
    _folder(parser)
    parser.add_argument(
        "--engine",
        choices=("polars", "spark"),
        default="polars",
        help=_("what reckons; otherwise polars, in this process"),
    )
    parser.add_argument(
        "--master", metavar="URL", default=None, help=_("the Spark cluster; otherwise Spark on this machine")
    )


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=folder_name, metavar=_("DIR"), help=_("the scored folder"))
    parser.add_argument(
        "-o", "--output", default=None, metavar=_("FILE"), help=_("also write it, as .html, .docx, .xlsx, .md or .txt")
    )
    parser.add_argument(
        "--list", default=None, metavar=_("FILE"), help=_("also write every site with its place, as .csv")
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    parser.add_argument(
        "--division",
        type=division,
        metavar=_("DIVISION"),
        default="",
        help=_("only of this division of GB/T 4754-2017"),
    )
    parser.add_argument("--province", metavar=_("PROVINCE"), default="", help=_("only of this province"))
    parser.add_argument("--year", type=int, metavar=_("YEAR"), default=None, help=_("only of this reporting year"))
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON"))


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", required=True, type=folder_name, metavar=_("DIR"), help=_("the folder to write")
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a folder of this kind"))
