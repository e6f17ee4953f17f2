"""The command line: every verb with its arguments, in the language of the user.

Loaded at every start, so it imports nothing that takes time; what a verb does stands in its own module.
"""

import argparse
from collections.abc import Callable, Collection, Sequence

from gfassess import __version__, words
from gfassess.cli import arguments
from gfassess.cli.speech import speak
from gfassess.cli.typed import folder_name
from gfassess.cli.usage import Usage
from gfassess.words import _

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
    if word == "evidence":
        from gfassess.cli import evidence_arguments  # noqa: PLC0415 - only this verb needs them

        argv = _with_action(argv, place + 1, evidence_arguments.actions(), evidence_arguments.DEFAULT)
    if word == "sign":
        from gfassess.cli import sign_arguments  # noqa: PLC0415 - only this verb needs them

        argv = _with_action(argv, place + 1, sign_arguments.actions(), sign_arguments.DEFAULT)
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


def _with_action(argv: Sequence[str], place: int, actions: Collection[str], default: str) -> Sequence[str]:
    """Return what was typed with the action put in where only a file is named, as in `evidence FILE`."""
    rest = argv[place:]
    at = _first_word(rest)
    if at == len(rest) or rest[at] in actions:
        return argv
    return [*argv[:place], default, *rest]


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
    _everywhere(parser, only)
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
        _everywhere(parser, name)


def _verbs() -> dict[str, tuple[str, Fill]]:
    return {
        "open": (_("open an assessment on the screens"), arguments.file),
        "new": (_("begin an assessment"), arguments.new),
        "demo": (_("look around in an example; without a terminal print its result"), arguments.demo),
        "score": (_("print the score"), arguments.score),
        "why": (_("explain a figure down to the ledger row and the clause"), arguments.why),
        "check": (_("name every problem in an assessment"), arguments.file),
        "compare": (_("show who is listed near you and in your trade"), arguments.compare),
        "export": (_("write an assessment with its result and stamp"), arguments.export),
        "verify": (_("recompute an exported assessment and name what differs"), arguments.verify),
        "sign": (_("sign an export with a key of your own"), _sign),
        "report": (_("write the self-assessment report as Word, Excel, a page or text"), arguments.report),
        "crosswalk": (
            _("lead from one rule set to another: what stays, what changes, what is missing"),
            arguments.crosswalk,
        ),
        "evidence": (_("the documents behind the answers: what is there, what lacks one, attach one"), _evidence),
        "bundle": (_("pack assessment, report and documents into one archive"), arguments.bundle),
        "calendar": (_("the next dates of the schemes, and what is open until then"), arguments.calendar),
        "history": (_("former versions of an assessment, and what was changed after each"), arguments.history),
        "restore": (_("write a former version back; what is there now becomes one too"), arguments.restore),
        "merge": (_("join copies of one assessment that were filled in apart"), arguments.merge),
        "sheet": (_("workbooks that ask each office for what it knows, out and in again"), _sheet),
        "serve": (_("show the screens in a browser of this machine"), arguments.serve),
        "rules": (_("check, test and show rule folders"), _rules),
        "peers": (_("lists of enterprises, what they published, and cohorts"), _peers),
        "fleet": (_("thousands of assessments at once: pack, score, report"), _fleet),
        "completion": (_("print the completion script of a shell"), arguments.completion),
    }


def _everywhere(parser: argparse.ArgumentParser, verb: str | None = None) -> None:
    """Add what may stand before and after every verb; a default would undo what stood before."""
    bilingual = verb == "report"
    group = parser.add_argument_group(_("everywhere"))
    hidden = argparse.SUPPRESS
    group.add_argument(
        "--lang",
        choices=(*words.LANGUAGES, "both") if bilingual else words.LANGUAGES,
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


def _evidence(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.evidence_arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _sheet(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.sheet_arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _sign(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.sign_arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _rules(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.rule_arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _peers(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.peers.arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _fleet(parser: argparse.ArgumentParser) -> None:
    from gfassess.cli.fleet.arguments import actions  # noqa: PLC0415 - only this verb needs them

    _actions(parser, actions())


def _actions(parser: argparse.ArgumentParser, actions: dict[str, tuple[str, Fill]]) -> None:
    below = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"), title=_("actions"))
    for name, (summary, fill) in actions.items():
        _add(below, name, summary, fill)


def _exit_codes() -> str:
    return _(
        "Exit codes: 0 done; 1 problems in the file or the rules; 2 wrong usage; 3 blocked by a gate, only with"
        " --fail-blocked. Results go to standard output, messages to standard error."
    )
