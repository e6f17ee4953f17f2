"""Lists answers of the journal that the file lacks, and asks which are taken over."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gfassess.errors import printable
from gfassess.model.rulebook import Rulebook
from gfassess.report.entries import entry_title, entry_words
from gfassess.store.changes import Offer
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.signs import signs
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _, ngettext


class OfferedDialog(Dialog[tuple[Offer, ...]]):
    """All are marked but those that somebody else changed too; leaving it decides nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False, priority=True),
        Binding("a", "turn_all", show=False, priority=True),
    ]

    def __init__(self, rulebook: Rulebook, offers: Sequence[Offer]) -> None:
        """Offer these."""
        count = len(offers)
        super().__init__(ngettext("{count} answer is not in the file", "{count} answers are not in the file", count))
        self._title = self._title.format(count=count)
        self._rulebook = rulebook
        self._offers = tuple(offers)
        self._marked = {offer.key for offer in offers if not offer.conflict}

    def fields(self) -> tuple[Widget, ...]:
        """List them."""
        help_ = _(
            "They were answered here and did not reach the file."
            " Those that are marked are taken over; the others stay in the journal."
        )
        options = (Option(self._prompt(offer), str(place)) for place, offer in enumerate(self._offers))
        return (
            Static(help_, classes="dialog-help", markup=False),
            OptionList(*options, id="offered", markup=False, compact=True),
        )

    def on_mount(self) -> None:
        """Begin on the first."""
        super().on_mount()
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (
            Key("^s", _("take over the marked"), "take"),
            Key("Space", _("mark"), "turn"),
            Key("a", _("all or none"), "turn_all"),
            Key("Esc", _("decide later"), "leave"),
        )

    def action_turn(self) -> None:
        """Mark the line, or take its mark away."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._marked ^= {self._offers[at].key}
            self._show(at)

    def action_turn_all(self) -> None:
        """Mark every line; where all are, none."""
        every = {offer.key for offer in self._offers}
        self._marked = set() if self._marked == every else every
        for at in range(len(self._offers)):
            self._show(at)

    def action_take(self) -> None:
        """Take over what is marked, and leave out the rest."""
        self.dismiss(tuple(offer for offer in self._offers if offer.key in self._marked))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_turn()

    def _show(self, at: int) -> None:
        self.query_one(OptionList).replace_option_prompt_at_index(at, self._prompt(self._offers[at]))

    def _prompt(self, offer: Offer) -> Content:
        sign = signs().chosen if offer.key in self._marked else signs().free
        old, new = (entry_words(self._rulebook, offer.key, value) for value in (offer.there, offer.value))
        change = _("{title}: {value}").format(
            title=entry_title(self._rulebook, offer.key), value=_("{old} -> {new}").format(old=old, new=new)
        )
        about = f"{offer.at.astimezone():%Y-%m-%d %H:%M} {printable(offer.by)}".rstrip()
        parts: list[str | Content] = [f"{sign} {change}", "\n    ", Content.styled(about, "dim")]
        if offer.conflict:
            parts.append(Content.styled("  " + _("the file was changed here too"), "$text-warning"))
        return Content.assemble(*parts)
