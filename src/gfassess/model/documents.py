"""What was found on disk in the place of a document that an assessment names."""

from dataclasses import dataclass
from typing import Literal

DocumentState = Literal["there", "unrecorded", "unread", "changed", "missing", "refused"]
"""As it was attached; there, but attached without a checksum; there, but too large to be read now; another content than
when it was attached; not there; not to be read: a folder, a device, a path out of the folder of the assessment."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on disk in the place of a document."""

    state: DocumentState
    reason: str = ""
    """What is wrong, in words."""
    sha256: str = ""
    """Checksum of what is there now, where it was read."""
    size: int | None = None
    """Bytes of what is there now."""

    @property
    def lost(self) -> bool:
        """Tell whether it is no longer what was attached."""
        return self.state in {"changed", "missing", "refused"}
