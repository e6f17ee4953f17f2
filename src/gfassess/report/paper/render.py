"""The kinds of file that a paper is written to; a renderer is loaded only when its kind was asked for."""

from importlib import import_module
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, cast

from gfassess.errors import GfassessError
from gfassess.report.paper.blocks import Paper
from gfassess.report.paper.both import Tongue
from gfassess.words import _


class Kind(NamedTuple):
    """A kind of file."""

    module: str
    """What renders it."""
    extra: str = ""
    """The extra that its packages come with; empty where it needs none."""
    templates: bool = False
    """Whether it can be put into a file of the user."""


KINDS: Final = MappingProxyType(
    {
        "html": Kind("html"),
        "docx": Kind("docx", "office", templates=True),
        "xlsx": Kind("xlsx", "office"),
        "md": Kind("markdown"),
        "txt": Kind("text"),
    }
)
"""By the ending of the file name."""


class Template(NamedTuple):
    """A file of the user that a report is put into."""

    file: str
    """As the user would type it."""
    data: bytes


class _Renderer(Protocol):
    def render(self, paper: Paper, tongue: Tongue) -> bytes:
        """Return the file."""
        ...


class _Filler(Protocol):
    def render(self, paper: Paper, tongue: Tongue, template: Template) -> bytes:
        """Return the template with the paper in it."""
        ...


def render(paper: Paper, kind: str, tongue: Tongue, template: Template | None = None) -> bytes:
    """Return a paper as a file; raise GfassessError where a package is missing or a template is of no use."""
    found = KINDS[kind]
    try:
        module = import_module(f"gfassess.report.paper.{found.module}")
    except ModuleNotFoundError as error:
        if not found.extra:
            raise
        message = _("writing {kind} needs the package {name}").format(kind=kind, name=error.name)
        hint = _('install it with: pip install "gfassess[{extra}]"').format(extra=found.extra)
        raise GfassessError.of(message, hint=hint) from error
    if template is not None:
        if not found.templates:
            message = _("only Word documents have templates")
            raise GfassessError.of(message, file=template.file, hint=_("add: --to docx"))
        return cast("_Filler", module).render(paper, tongue, template)
    return cast("_Renderer", module).render(paper, tongue)


def kind_words(kind: str) -> str:
    """Return what a kind of file is for."""
    words = {
        "html": _("page for the browser, prints on A4"),
        "md": _("Markdown text"),
        "txt": _("plain text"),
        "docx": _("Word document"),
        "xlsx": _("Excel workbook"),
    }
    return words[kind]
