"""The command line: every verb with its arguments, in the language of the user.

Loaded at every start, so it imports nothing that takes time; what a verb does stands in its own module.
"""

import argparse
from collections.abc import Callable, Sequence

from gfassess import __version__, words
from gfassess.cli.speech import speak
from gfassess.cli.typed import division, folder_name
from gfassess.cli.usage import Usage
from gfassess.words import _

CATEGORIES = ("factory", "product", "park", "supply_chain")
SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
_WITH_VALUE = ("--lang", "--criteria")

Fill = Callable[[argparse.ArgumentParser], None]


def read(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was typed, with an empty `verb` where the home screen is wanted.

    Leaves through SystemExit where there is nothing to run, as argparse does.
    """
    speak(argv)
    place = _first_word(argv)
    word = argv[place] if place < len(argv) else ""
    if word.lower().endswith(".toml"):
        # A file alone means "open it", as a double click does.
        argv, word = [*argv[:place], "open", *argv[place:]], "open"
    found = argparse.Namespace(verb="", lang=None, criteria=None, ascii=False)
    found = build(word if word in _verbs() else "").parse_args(argv, found)
    found.verb = found.verb or ""
    return found


def _first_word(argv: Sequence[str]) -> int:
    """Return the place of the first word that is neither an option nor the value of one."""
    for place, argument in enumerate(argv):
        if not argument.startswith("-") and (place == 0 or argv[place - 1] not in _WITH_VALUE):
            return place
    return len(argv)


def build(only: str | None = None) -> argparse.ArgumentParser:
    """Return the whole command line, or of it only the verb that was typed, or with "" all verbs without their options.

    That is all that reading needs, in a third of the time.
    """
    parser = argparse.ArgumentParser(
        prog="gfassess",
        description=_(
            "Self-assessment of a factory against the green-factory criteria. Without a command: the screens."
        ),
        epilog=_exit_codes(),
        formatter_class=Usage,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"gfassess {__version__}",
        help=_("show program's version number and exit"),
    )
    _everywhere(parser)
    verbs = parser.add_subparsers(dest="verb", metavar=_("COMMAND"), title=_("commands"))
    for name, (summary, fill) in _verbs().items():
        if only in {None, "", name}:
            _add(verbs, name, summary, None if only == "" else fill)
    return parser


def _add(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str, fill: Fill | None
) -> None:
    parser = verbs.add_parser(
        name,
        help=summary,
        description=summary,
        formatter_class=Usage,
        allow_abbrev=False,
        # The options were set before the verb or have their default; only what is typed after it counts here.
        argument_default=argparse.SUPPRESS,
    )
    if fill is not None:
        fill(parser)
        _everywhere(parser)


def _verbs() -> dict[str, tuple[str, Fill]]:
    return {
        "open": (_("open an assessment on the screens"), _file),
        "new": (_("begin an assessment"), _new),
        "demo": (_("look around in an example; without a terminal print its result"), _demo),
        "score": (_("print the score"), _score),
        "why": (_("explain a figure down to the ledger row and the clause"), _why),
        "check": (_("name every problem in an assessment"), _file),
        "compare": (_("show who is listed near you and in your trade"), _compare),
        "export": (_("write an assessment with its result and stamp"), _export),
        "verify": (_("recompute an exported assessment and name what differs"), _verify),
        "crosswalk": (_("lead from one rule set to another: what stays, what changes, what is missing"), _crosswalk),
        "rules": (_("check, test and show rule folders"), _rules),
        "peers": (_("lists of enterprises, what they published, and cohorts"), _peers),
        "completion": (_("print the completion script of a shell"), _completion),
    }


def _everywhere(parser: argparse.ArgumentParser) -> None:
    """Add what may stand before and after every verb; a default would undo what stood before."""
    group = parser.add_argument_group(_("everywhere"))
    hidden = argparse.SUPPRESS
    group.add_argument(
        "--lang",
        choices=words.LANGUAGES,
        default=hidden,
        help=_("language; otherwise that of the machine, Chinese where it names none"),
    )
    group.add_argument(
        "--criteria",
        type=folder_name,
        metavar=_("DIR"),
        default=hidden,
        help=_("rules of this folder instead of those that come along"),
    )
    group.add_argument(
        "--ascii", action="store_true", default=hidden, help=_("frames and bars of plain characters only")
    )


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("the assessment"))


def _scored(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--ruleset", metavar="ID", default=None, help=_("score with this rule set instead of the one of the file")
    )


def _cohort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cohort",
        metavar=_("FILE"),
        default=None,
        help=_("cohort of peers: gives reference values where there are no others"),
    )


def _new(parser: argparse.ArgumentParser) -> None:
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


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default=None, metavar=_("NAME"), help=_("which example"))


def _score(parser: argparse.ArgumentParser) -> None:
    _file(parser)
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
    _cohort(parser)


def _why(parser: argparse.ArgumentParser) -> None:
    _scored(parser)
    parser.add_argument(
        "id",
        nargs="?",
        default="total",
        metavar="ID",
        help=_("indicator, gate, criterion or fact; otherwise the total"),
    )
    _cohort(parser)


def _compare(parser: argparse.ArgumentParser) -> None:
    _scored(parser)
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
    _cohort(parser)


def _crosswalk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help=_("the rule set that one comes from"))
    parser.add_argument("new", metavar="B", help=_("the rule set that one goes to"))
    parser.add_argument(
        "file", nargs="?", default=None, metavar=_("FILE"), help=_("an assessment, to see what it lacks for B")
    )
    parser.add_argument("--json", action="store_true", default=False, help=_("as JSON, see docs/schema"))


def _verify(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--cohort",
        metavar=_("FILE"),
        default=None,
        help=_("the cohort that reference values in the result are said to come from"),
    )


def _export(parser: argparse.ArgumentParser) -> None:
    _scored(parser)
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("where to; - is standard output"))
    parser.add_argument("--force", action="store_true", default=False, help=_("replace a file that is there"))
    _cohort(parser)


def _rules(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.rule_arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _peers(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.peers.arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _actions(parser: argparse.ArgumentParser, actions: dict[str, tuple[str, Fill]]) -> None:
    below = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"), title=_("actions"))
    for name, (summary, fill) in actions.items():
        _add(below, name, summary, fill)


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help=_("the shell"))


def _exit_codes() -> str:
    return _(
        "Exit codes: 0 done; 1 problems in the file or the rules; 2 wrong usage; 3 blocked by a gate, only with"
        " --fail-blocked. Results go to standard output, messages to standard error."
    )
