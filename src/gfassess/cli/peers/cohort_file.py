"""The file that a cohort is written to, and what the cohort is called."""

import re
from argparse import Namespace
from typing import Final

from gfassess.cli import output
from gfassess.errors import GfassessError
from gfassess.files import user_path, write_atomic
from gfassess.model.cohort import CohortFile
from gfassess.store.cohort import dump_cohort
from gfassess.words import _

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\Z")


def cohort_id(arguments: Namespace) -> str:
    """Return the id that was typed, else the name of the file that is written."""
    given: str | None = arguments.id
    name = user_path(arguments.output).stem if given is None else given
    if _ID.match(name):
        return name
    message = _('"{name}" cannot be the id of a cohort: small Latin letters, digits, - and _').format(name=name)
    raise GfassessError.of(message, hint=_("name one: --id hunan-2025"))


def require_free(arguments: Namespace) -> None:
    """Raise GfassessError where a file stands there that is not to be replaced."""
    if arguments.output != "-" and user_path(arguments.output).exists() and not arguments.force:
        message, hint = _("this file is there already"), _("another name, or --force to replace it")
        raise GfassessError.of(message, file=arguments.output, hint=hint)


def write_cohort(arguments: Namespace, cohort: CohortFile) -> None:
    """Write a cohort to where it was asked for."""
    text = dump_cohort(cohort)
    if arguments.output == "-":
        output.write(text.rstrip("\n").split("\n"))
        return
    require_free(arguments)
    write_atomic(user_path(arguments.output), text)
    output.tell(_("written: {file}").format(file=arguments.output))
