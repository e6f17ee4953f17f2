"""What signing and checking a signature share: the package that they need, the names of the keys, the verdict."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from gfassess.cli import output
from gfassess.errors import GfassessError
from gfassess.files import parse_toml, user_path
from gfassess.words import _

PRIVATE: Final = "private.pem"
PUBLIC: Final = "public.pem"


def need_cryptography() -> None:
    """Raise GfassessError where the package is missing."""
    try:
        import_module("cryptography")
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[sign]"')
        raise GfassessError.of(_("signatures need the package cryptography"), hint=hint) from error


def check_signature(text: str, file: str, signature_file: str, key_file: str | None) -> Iterator[str]:
    """Go through what is wrong with the signature of an export; whose it is, is only told."""
    need_cryptography()
    from gfassess.signature import fingerprint, read_public, read_signature, state_of  # noqa: PLC0415 - an extra

    signature = read_signature(user_path(signature_file))
    wanted = None if key_file is None else fingerprint(read_public(user_path(key_file)))
    state = state_of(signature, parse_toml(text, file))
    found = signature.fingerprint
    if state == "damaged":
        yield _("{file}: the signature is damaged or forged").format(file=signature_file)
    elif state == "changed":
        message = _("{file}: changed after the key {fingerprint} signed it, or this is the signature of another file")
        yield message.format(file=file, fingerprint=found)
    elif wanted is None:
        output.tell(
            _("{file}: signed with the key {fingerprint}").format(file=file, fingerprint=found),
            _("    Nobody is known to own this key: compare it with what its owner says, or give --key."),
        )
    elif wanted == found:
        message = _("{file}: signed with the key of {key}: {fingerprint}")
        output.tell(message.format(file=file, key=key_file, fingerprint=found))
    if wanted not in {None, found} and state != "damaged":
        message = _("{file}: signed with the key {fingerprint}, which is not that of {key}")
        yield message.format(file=file, key=key_file, fingerprint=found)
