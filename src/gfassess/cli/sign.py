"""`gfassess sign`: make a pair of keys, sign an export."""

from argparse import Namespace
from pathlib import Path

from gfassess.cli import output
from gfassess.cli.destination import destination
from gfassess.cli.exits import Exit
from gfassess.cli.signing import PRIVATE, PUBLIC, need_cryptography
from gfassess.errors import GfassessError
from gfassess.files import keys_folder, parse_toml, read_text, replacing, user_path, write_atomic
from gfassess.files.writing import make_folder
from gfassess.store import parse
from gfassess.store.dump import text_of
from gfassess.words import _


def run(arguments: Namespace) -> Exit:
    """Do what the action says; a key is made only when that is asked for."""
    need_cryptography()
    if arguments.action == "keys":
        return _make_keys(keys_folder())
    return _sign(arguments, keys_folder() / PRIVATE)


def _make_keys(folder: Path) -> Exit:
    from gfassess.signature import fingerprint, make_keys, read_public  # noqa: PLC0415 - an extra

    private, public = folder / PRIVATE, folder / PUBLIC
    for path in (private, public):
        if path.exists():
            hint = _("a key is never replaced; move both files away if you want a new pair")
            raise GfassessError.of(_("this file is there already"), file=str(path), hint=hint)
    try:
        make_folder(folder, private=True)
    except OSError as error:
        message = _("this folder cannot be made: {reason}").format(reason=error.strerror or error)
        raise GfassessError.of(message, file=str(folder)) from error
    secret, known = make_keys()
    with replacing(private, private=True, new=True) as stream:
        stream.write(secret)
    with replacing(public, new=True) as stream:
        stream.write(known)
    output.write([fingerprint(read_public(public))])
    output.tell(
        _("written: {file}").format(file=private),
        _("written: {file}").format(file=public),
        _("Keep the private key to yourself. Give others the public key and, on another way, the line above."),
    )
    return Exit.DONE


def _sign(arguments: Namespace, private: Path) -> Exit:
    from gfassess.signature import read_private, sign  # noqa: PLC0415 - an extra

    path = user_path(arguments.file)
    text = read_text(path)
    loaded = parse(text, arguments.file)
    if not loaded.stamp or not loaded.result:
        raise GfassessError.of(_("this file has no result and stamp; export writes them"), file=arguments.file)
    if not private.exists():
        hint = _("gfassess sign keys makes a pair of keys")
        raise GfassessError.of(_("there is no key to sign with yet"), file=str(private), hint=hint)
    typed = arguments.output or f"{arguments.file}.sig"
    target = destination(typed, path, force=arguments.force)
    signature = sign(parse_toml(text, arguments.file), read_private(private))
    write_atomic(target, text_of(signature.model_dump()))
    output.tell(_("written: {file}").format(file=typed))
    output.tell(_("signed with the key {fingerprint}").format(fingerprint=signature.fingerprint))
    return Exit.DONE
