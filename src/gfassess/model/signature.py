"""A detached signature: which key signed which export."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from gfassess.model.base import Record

_Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]


class Signature(Record):
    """What stands in a signature file; all bytes are in hexadecimal, lower case."""

    format: Literal[1] = 1
    """Version of this format."""
    algorithm: Literal["ed25519"] = "ed25519"
    """How it was signed."""
    sha256: _Hex32
    """Digest of the canonical form of the whole export."""
    fingerprint: _Hex32
    """SHA-256 of the public key: what two people compare."""
    public_key: _Hex32
    """The 32 bytes of the public key."""
    signature: _Hex64
    """The 64 bytes of the signature."""
