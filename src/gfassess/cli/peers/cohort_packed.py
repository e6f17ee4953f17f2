"""Packed folders taken in for a cohort: each site once, and whatever is not used is counted with its reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gfassess.cli import output
from gfassess.cli.fleet import require_packages
from gfassess.cli.progress import line
from gfassess.files import user_path
from gfassess.fleet.layout import HEAD, SKIPPED
from gfassess.fleet.packed import Packed, open_packed
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort import Sample
from gfassess.words import _, ngettext


def is_packed(typed: str) -> bool:
    """Tell whether what was typed is a packed folder."""
    return (user_path(typed) / HEAD).is_file()


class PackedSites:
    """The sites of packed folders; each is handed over when it is its turn, and none is kept."""

    def __init__(self, folders: Sequence[str], *, illustrative: bool) -> None:
        """Open the folders; invented sites count only where that was asked for."""
        if folders:
            require_packages()
        self._folders = [open_packed(user_path(one)) for one in folders]
        self._illustrative = illustrative
        self.used = 0
        self.invented = False
        """Some of the sites that count are invented."""
        self.left: Counter[tuple[str, str]] = Counter()
        """Sites that do not count, by folder and reason."""

    def rulesets(self) -> set[str]:
        """Return the rule sets that the sites that count name."""
        if not self._folders:
            return set()
        from gfassess.fleet.samples import rulesets_of  # noqa: PLC0415 - an extra

        return {name for one in self._folders for name in rulesets_of(one, illustrative=self._illustrative)}

    def samples(self, book: Rulebook, ruleset: str, before: Iterable[str]) -> Iterator[Sample]:
        """Go through the sites that count: of two with the same name and year the first, `before` goes before all."""
        seen = set(before)
        for one in self._folders:
            for sample, illustrative in _scored(one, book, ruleset):
                if reason := self._reason(sample.site, seen, illustrative=illustrative):
                    self.left[str(one.root), reason] += 1
                    continue
                seen.add(sample.site)
                self.used += 1
                self.invented |= illustrative
                yield sample

    def _reason(self, site: str, seen: set[str], *, illustrative: bool) -> str:
        """Return why a site does not count; empty where it does."""
        if illustrative and not self._illustrative:
            return _("figures that are invented; --illustrative takes them in")
        if not site:
            return _("neither a credit code nor an enterprise, so nobody knows whether they count twice")
        return _("the same site and year counts already") if site in seen else ""

    def tell(self) -> None:
        """Say what nobody can know of packed answers, what packing left out, and what does not count."""
        for one in self._folders:
            words = _("{folder}: packed answers bear no stamp; they are taken as they stand there and scored anew")
            output.tell(words.format(folder=one.root))
            if skipped := one.head.skipped:
                words = ngettext(
                    "{folder}: {count} file was left out in packing: {file}",
                    "{folder}: {count} files were left out in packing: {file}",
                    skipped,
                )
                output.tell(words.format(folder=one.root, count=f"{skipped:,}", file=one.root / SKIPPED))
        for (folder, reason), count in sorted(self.left.items()):
            words = ngettext("{folder}: {count} site: {reason}", "{folder}: {count} sites: {reason}", count)
            output.tell(words.format(folder=folder, count=f"{count:,}", reason=reason))


def _scored(packed: Packed, book: Rulebook, ruleset: str) -> Iterator[tuple[Sample, bool]]:
    from gfassess.fleet.samples import samples_of  # noqa: PLC0415 - an extra

    count = packed.head.sites
    with line() as shown:

        def told(done: int) -> None:
            shown(_("{done} of {count} sites scored").format(done=f"{done:,}", count=f"{count:,}"))

        yield from samples_of(packed, book, book.rulesets[ruleset], told)
