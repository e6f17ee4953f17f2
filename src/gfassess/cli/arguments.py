"""What each verb takes; those with actions say it in modules of their own."""

import argparse

from gfassess.cli.typed import CATEGORIES, REPORTS, day, division
from gfassess.words import _

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")


def file(parser: argparse.ArgumentParser) -> None:
    """Take the assessment."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the assessment"))


def scored(parser: argparse.ArgumentParser) -> None:
    """Take the assessment and the rule set that scores it."""
    file(parser)
    parser.add_argument(
        "--ruleset", metavar="ID", default=None, help=_("score with this rule set instead of the one of the file")
    )


def cohort(parser: argparse.ArgumentParser) -> None:
    """Take a cohort as source of reference values."""
    parser.add_argument(
        "--cohort",
        metavar=_("FILE"),
        default=None,
        help=_("cohort of peers: gives reference values where there are no others"),
    )


def new(parser: argparse.ArgumentParser) -> None:
    """Take what a new assessment begins with."""
    parser.add_argument("file", metavar=_("FILE"), help=_("where it is kept; must not exist yet"))
    parser.add_argument("--name", metavar=_("NAME"), default="", help=_("name of the enterprise"))
    parser.add_argument(
        "--division",
        type=division,
        metavar=_("DIVISION"),
        default="",
        help=_("division of GB/T 4754-2017, two digits"),
    )
    parser.add_argument("--province", metavar=_("PROVINCE"), default="", help=_("province"))
    parser.add_argument("--city", metavar=_("CITY"), default="", help=_("city"))
    parser.add_argument(
        "--year", type=int, metavar=_("YEAR"), default=None, help=_("reporting year; otherwise last year")
    )
    parser.add_argument("--ruleset", metavar="ID", default=None, help=_("rule set; otherwise the first one"))


def demo(parser: argparse.ArgumentParser) -> None:
    """Take the name of an example."""
    parser.add_argument("name", nargs="?", default=None, metavar=_("NAME"), help=_("which example"))


def serve(parser: argparse.ArgumentParser) -> None:
    """Take what is opened, and where."""
    parser.add_argument(
        "file", nargs="?", default=None, metavar=_("FILE"), help=_("the assessment; otherwise the home screen")
    )
    parser.add_argument(
        "--port", type=int, default=0, metavar=_("PORT"), help=_("port on this machine; otherwise a free one")
    )


def score(parser: argparse.ArgumentParser) -> None:
    """Take one or several rule sets and how to print."""
    file(parser)
    parser.add_argument(
        "--ruleset",
        action="append",
        metavar="ID",
        default=None,
        help=_("score with this rule set instead of the one of the file; several are shown side by side"),
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON, see docs/schema"))
    parser.add_argument(
        "--last-year",
        metavar=_("FILE"),
        default=None,
        help=_("own assessment of the year before, for reference values where there are no others"),
    )
    parser.add_argument("--fail-blocked", action="store_true", default=False, help=_("exit code 3 where a gate failed"))
    cohort(parser)


def why(parser: argparse.ArgumentParser) -> None:
    """Take what is to be explained."""
    scored(parser)
    parser.add_argument(
        "id",
        nargs="?",
        default="total",
        metavar="ID",
        help=_("indicator, gate, criterion or fact; otherwise the total"),
    )
    cohort(parser)


def compare(parser: argparse.ArgumentParser) -> None:
    """Take which peers are asked for."""
    scored(parser)
    parser.add_argument("--province", metavar=_("PROVINCE"), default="", help=_("only of this province"))
    parser.add_argument("--city", metavar=_("CITY"), default="", help=_("only of this city"))
    parser.add_argument(
        "--division",
        type=division,
        metavar=_("DIVISION"),
        default="",
        help=_("only of this division of GB/T 4754-2017"),
    )
    parser.add_argument("--year", type=int, metavar=_("YEAR"), default=None, help=_("only of the list of this year"))
    parser.add_argument("--category", choices=CATEGORIES, default=None, help=_("only of this kind"))
    parser.add_argument(
        "--evaluator", metavar=_("NAME"), default="", help=_("only evaluated by a body with this in its name")
    )
    parser.add_argument(
        "--search",
        metavar=_("TEXT"),
        default="",
        help=_("only with this in the name; also its first letters in pinyin"),
    )
    parser.add_argument(
        "--peers", metavar=_("PATH"), default=None, help=_("also the lists of this file or folder, see gfassess peers")
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON, see docs/schema"))
    cohort(parser)


def crosswalk(parser: argparse.ArgumentParser) -> None:
    """Take the two rule sets, and an assessment."""
    parser.add_argument("old", metavar="A", help=_("the rule set that one comes from"))
    parser.add_argument("new", metavar="B", help=_("the rule set that one goes to"))
    parser.add_argument(
        "file", nargs="?", default=None, metavar=_("FILE"), help=_("an assessment, to see what it lacks for B")
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON, see docs/schema"))


def verify(parser: argparse.ArgumentParser) -> None:
    """Take the export, the cohort that it names, and its signature."""
    file(parser)
    parser.add_argument(
        "--cohort",
        metavar=_("FILE"),
        default=None,
        help=_("the cohort that reference values in the result are said to come from"),
    )
    parser.add_argument(
        "--signature", metavar=_("FILE"), default=None, help=_("also check this signature of the export")
    )
    parser.add_argument(
        "--key", metavar=_("FILE"), default=None, help=_("public key of the one who is said to have signed")
    )


def export(parser: argparse.ArgumentParser) -> None:
    """Take where the export goes."""
    scored(parser)
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to; - is standard output"))
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    cohort(parser)


def report(parser: argparse.ArgumentParser) -> None:
    """Take the kind of file, where it goes, and what stands beside the result."""
    scored(parser)
    parser.add_argument(
        "--to",
        choices=REPORTS,
        default=None,
        help=_("kind of file; otherwise by the ending of the name, a page for the browser where there is none"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=_("FILE"),
        default=None,
        help=_("where to, otherwise beside the assessment; - is standard output"),
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    parser.add_argument(
        "--template",
        metavar=_("FILE"),
        default=None,
        help=_("a Word document of your own that the report is put into: at {{report}}, otherwise at its end"),
    )
    parser.add_argument(
        "--listed", action="store_true", default=False, help=_("also who is listed near you and in your trade")
    )
    cohort(parser)


def bundle(parser: argparse.ArgumentParser) -> None:
    """Take where the archive goes and what it holds beside the documents."""
    scored(parser)
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("the archive to write, a .zip"))
    parser.add_argument(
        "--report",
        action="append",
        choices=REPORTS,
        default=None,
        help=_("the report in this form; may be given several times, otherwise html"),
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        default=False,
        help=_("also where documents are missing or changed; the index says so"),
    )
    parser.add_argument(
        "--on", type=day, metavar=_("DATE"), default=None, help=_("the day that the stamp bears; otherwise today")
    )
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    cohort(parser)


def history(parser: argparse.ArgumentParser) -> None:
    """Take the assessment and how to print."""
    file(parser)
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON"))


def restore(parser: argparse.ArgumentParser) -> None:
    """Take the assessment and which version."""
    file(parser)
    parser.add_argument("version", metavar=_("VERSION"), help=_("its first characters, at least four"))


def merge(parser: argparse.ArgumentParser) -> None:
    """Take what the copies began from, the copies, where the result goes, and what counts where they differ."""
    parser.add_argument("base", metavar=_("BASE"), help=_("the assessment as it was before the copies were made"))
    parser.add_argument("first", metavar="A", help=_("a copy"))
    parser.add_argument("others", nargs="+", metavar="B", help=_("another copy; may be several"))
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to"))
    parser.add_argument(
        "--prefer",
        type=str.casefold,
        metavar=_("A|B|newest"),
        default="",
        help=_("what counts where copies differ: one of them by its letter, or what was answered last"),
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON"))
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))


def calendar(parser: argparse.ArgumentParser) -> None:
    """Take the assessment whose open matters are counted, and the day to count from."""
    parser.add_argument(
        "file", nargs="?", default=None, metavar=_("FILE"), help=_("an assessment, to see what is still open in it")
    )
    parser.add_argument(
        "--on", type=day, metavar=_("DATE"), default=None, help=_("count from this day instead of today")
    )


def completion(parser: argparse.ArgumentParser) -> None:
    """Take the shell."""
    parser.add_argument("shell", choices=SHELLS, help=_("the shell"))
