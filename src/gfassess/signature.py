"""Detached signatures of exports by Ed25519: which key stands behind a file, and that nothing in it was changed since.

What is signed is the digest of the canonical form of the whole export, so line ends and comments change nothing.
The only module that needs the package cryptography; import it only in commands that sign or check.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from gfassess.errors import GfassessError, Problems
from gfassess.files import parse_toml, read_bytes, read_text
from gfassess.model.signature import Signature
from gfassess.records import read_record
from gfassess.stamp import digest
from gfassess.words import _

State = Literal["good", "changed", "damaged"]
"""It holds; it is that of other content; it was itself changed."""

_PREFIX: Final = "gfassess export signature 1\n"
"""Keeps a signature from being taken for one of anything else."""
_LIMIT: Final = 10_000
_UNREADABLE: Final = (ValueError, TypeError, UnsupportedAlgorithm)
"""What cryptography raises for a file that is no key, or one with a password."""


def make_keys() -> tuple[bytes, bytes]:
    """Return a new private key and its public key, as PEM."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_private(path: Path) -> Ed25519PrivateKey:
    """Return the private key in a file; raise GfassessError where there is none."""
    data = read_bytes(path, _LIMIT)
    try:
        key = load_pem_private_key(data, password=None)
    except _UNREADABLE as error:
        raise _no_key(path, _("this file holds no private Ed25519 key (PEM)")) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, _("this file holds no private Ed25519 key (PEM)"))
    return key


def read_public(path: Path) -> Ed25519PublicKey:
    """Return the public key in a file; raise GfassessError where there is none."""
    data = read_bytes(path, _LIMIT)
    try:
        key = load_pem_public_key(data)
    except _UNREADABLE as error:
        raise _no_key(path, _("this file holds no public Ed25519 key (PEM)")) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, _("this file holds no public Ed25519 key (PEM)"))
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the 32 bytes of a public key."""
    return hashlib.sha256(_bytes(key)).hexdigest()


def sign(data: Mapping[str, Any], key: Ed25519PrivateKey) -> Signature:
    """Return the signature of the data of an export."""
    found, public = digest(data), key.public_key()
    return Signature(
        sha256=found,
        fingerprint=fingerprint(public),
        public_key=_bytes(public).hex(),
        signature=key.sign(_message(found)).hex(),
    )


def read_signature(path: Path) -> Signature:
    """Return the signature in a file; raise GfassessError with all its mistakes."""
    text, file = read_text(path, _LIMIT), str(path)
    problems = Problems()
    found = read_record(Signature, parse_toml(text, file), file, text, problems)
    if found is None:
        raise GfassessError(*problems)
    return found


def state_of(signature: Signature, data: Mapping[str, Any]) -> State:
    """Tell whether a signature holds for the data of an export by the key that it names."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.public_key))
    try:
        key.verify(bytes.fromhex(signature.signature), _message(signature.sha256))
    except InvalidSignature:
        return "damaged"
    if signature.fingerprint != fingerprint(key):
        return "damaged"
    return "good" if signature.sha256 == digest(data) else "changed"


def _message(found: str) -> bytes:
    return f"{_PREFIX}{found}\n".encode()


def _bytes(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _no_key(path: Path, message: str) -> GfassessError:
    return GfassessError.of(message, file=str(path), hint=_("gfassess sign keys makes a pair of keys"))
