"""The program's own words in the user's language, from gettext catalogues.

English is the language of the source; `locale/zh/LC_MESSAGES/gfassess.mo` holds the Chinese.
Content (rule files) carries its words in both languages itself: see `gfassess.model.base.Text`.
"""

# Every command pays for what is imported here, `--version` too: neither typing nor pathlib (8 ms of 14).
import gettext
import os
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    Language: TypeAlias = Literal["zh", "en"]
else:
    Language = str

LANGUAGES: "tuple[Language, ...]" = ("zh", "en")
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - no pathlib, see above
"""The folder of the catalogues."""

_current: "list[Language]" = ["zh"]


def use(language: Language) -> None:
    """Switch every later message to `language`; may be called at any time."""
    _current[0] = language


def language() -> Language:
    """Return the language in use."""
    return _current[0]


class speaking:  # noqa: N801 - used as contextlib's managers, which are not worth their import at every start
    """Says everything inside a `with` in one language, then goes on in the one before."""

    def __init__(self, language: Language) -> None:
        """Name the language."""
        self._inside = language
        self._before = _current[0]

    def __enter__(self) -> None:
        """Switch to it."""
        self._before = _current[0]
        use(self._inside)

    def __exit__(self, *_reason: object) -> None:
        """Switch back, whatever happened."""
        use(self._before)


def of_environment() -> Language:
    """Return the language that the machine's locale asks for; Chinese where it says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        # Systems spell the same locale differently: C.UTF-8 and C.utf8.
        value = os.environ.get(name, "").casefold().replace("-", "")
        if value and value not in {"c", "posix", "c.utf8"}:
            return "zh" if value.startswith("zh") else "en"
    if os.name != "nt":
        # Python would call the locale without a language American English.
        return "zh"
    import locale  # noqa: PLC0415 - only where the environment is always silent

    spoken = locale.getlocale()[0] or ""
    return "en" if spoken.startswith(("en", "English")) else "zh"


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue(_current[0]).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message that fits `count`, in the language in use."""
    return _catalogue(_current[0]).ngettext(one, many, count)


@cache
def _catalogue(name: Language) -> gettext.NullTranslations:
    if name == "en":
        return gettext.NullTranslations()
    return gettext.translation("gfassess", CATALOGUES, languages=[name], fallback=True)
