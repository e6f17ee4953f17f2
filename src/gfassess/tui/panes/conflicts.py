"""What merged files said differently: each with its versions, who said them and when; one key decides."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from gfassess.errors import GfassessError
from gfassess.merge import decided, newest
from gfassess.model.assessment import Conflict, Version
from gfassess.report.conflicts import conflict_lines, conflict_title, hanging, version_words
from gfassess.tui.choices import Choice
from gfassess.tui.desk import Desk
from gfassess.tui.dialogs.choose import ChooseDialog
from gfassess.tui.panes.pane import Pane
from gfassess.tui.widgets.change import Change
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines, headline, said
from gfassess.words import _

_CONFLICT: Final = "conflict:"
_READ: Final = "read:"
_KEEP: Final = "keep"
_ALL: Final = "all"


class ConflictsPane(Pane):
    """One conflict below the other; Enter lists the versions, letters take one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(letter, f"side('{letter.upper()}')", show=False) for letter in "abcd"),
        Binding("l", "newest", show=False),
        Binding("k", "keep", show=False),
        Binding("plus", "all", show=False),
        Binding("g", "question", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        """Show the conflicts of the assessment on the desk."""
        super().__init__(desk)
        self.lines = Lines("conflicts")

    def compose(self) -> ComposeResult:
        """Build the list."""
        yield self.lines

    def on_mount(self) -> None:
        """Fill the list."""
        self.show()

    @property
    def conflict(self) -> Conflict | None:
        """The conflict that the mark stands on."""
        kind, _colon, number = self.lines.chosen.partition(":")
        found = self.session.assessment.conflicts
        return found[int(number)] if f"{kind}:" == _CONFLICT and int(number) < len(found) else None

    @property
    def marked(self) -> str:
        """The question or indicator that the conflict under the mark is about."""
        return self.conflict.name.partition("[")[0] if self.conflict is not None else ""

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section."""
        added = any(conflict.adds for conflict in self.session.assessment.conflicts)
        return (
            Key("Enter", _("choose"), "pane('choose')"),
            Key("a, b", _("this version"), "pane('choose')"),
            Key("l", _("newest"), "pane('newest')"),
            Key("k", _("keep what stands"), "pane('keep')"),
            *((Key("+", _("all rows"), "pane('all')"),) if added else ()),
            Key("m", _("note"), "note"),
        )

    def show(self) -> None:
        """Bring the list up to date."""
        self.lines.fill(self._entries())

    def reveal(self, name: str) -> bool:
        """Stand in the list, at the conflict about a question where one is named."""
        self.lines.focus()
        names = [conflict.name.partition("[")[0] for conflict in self.session.assessment.conflicts]
        return not name or (name in names and self.lines.mark(f"{_CONFLICT}{names.index(name)}"))

    # What the keys do ------------------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Do what Enter does."""
        self.lines.action_select()

    def action_side(self, side: str) -> None:
        """Let the version of a file count."""
        if (conflict := self.conflict) is None:
            return
        version = next((one for one in conflict.versions if one.side == side), None)
        if version is None:
            self._say(_("There is no version {side} here.").format(side=side))
        else:
            self._decide(conflict, version)

    def action_newest(self) -> None:
        """Let the version count that was answered last."""
        if (conflict := self.conflict) is None:
            return
        version = newest(conflict)
        if version is None:
            self._say(_("It is not known which version is the newest."))
        else:
            self._decide(conflict, version)

    def action_keep(self) -> None:
        """Let count what stands in the file."""
        if (conflict := self.conflict) is not None:
            self._decide(conflict)

    def action_all(self) -> None:
        """Take all rows that the files added."""
        if (conflict := self.conflict) is None:
            return
        if conflict.adds:
            self._decide(conflict, *conflict.versions)
        else:
            self._say(_("Only rows that several files added can all be kept."))

    @on(OptionList.OptionSelected, "#conflicts")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if (conflict := self.conflict) is not None:
            self._ask(conflict)

    @work
    async def _ask(self, conflict: Conflict) -> None:
        """List the versions, and take what is chosen."""
        book = self.session.rulebook
        choices = [
            Choice(str(number), version_words(book, conflict, version), f"{version.side} {version.file}")
            for number, version in enumerate(conflict.versions)
        ]
        if conflict.adds:
            choices.append(Choice(_ALL, _("all of these rows")))
        stands = version_words(book, conflict, conflict)
        choices.append(Choice(_KEEP, _("keep what stands: {value}").format(value=stands)))
        chosen = await self.app.push_screen_wait(ChooseDialog(conflict_title(book, conflict), choices))
        if chosen == _KEEP:
            self._decide(conflict)
        elif chosen == _ALL:
            self._decide(conflict, *conflict.versions)
        elif chosen is not None:
            self._decide(conflict, conflict.versions[int(chosen)])

    def _decide(self, conflict: Conflict, *versions: Version) -> None:
        try:
            decided(self.session.assessment, conflict, *versions)
        except GfassessError as error:
            self._say(error.problems[0].message)
        else:
            done = _("Decided: {title}; ^z takes it back.")
            title = conflict_title(self.session.rulebook, conflict)
            self.post_message(
                Change(lambda session: session.decide(conflict, *versions), said=done.format(title=title))
            )

    def _say(self, words: str) -> None:
        say = getattr(self.screen, "say", None)
        if callable(say):
            say(words)

    # What is shown ---------------------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        conflicts = self.session.assessment.conflicts
        if not conflicts:
            yield said(_("Nothing is in conflict: everything is decided."), name=_READ)
            return
        yield said(_("Merged files said these things differently. What stands meanwhile is what all began from."))
        for number, conflict in enumerate(conflicts):
            place = f"{number + 1}/{len(conflicts)}"
            yield Entry(partial(self._drawn, conflict, place), f"{_CONFLICT}{number}")

    def _drawn(self, conflict: Conflict, place: str, width: int) -> Content:
        book = self.session.rulebook
        title = Content.styled(conflict_title(book, conflict), "bold")
        lines = [Content(one) for line in conflict_lines(book, conflict) for one in hanging(line, width, "  ")]
        return Content("\n").join([headline(title, Content.styled(place, "dim"), width), *lines])
