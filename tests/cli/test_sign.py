"""Signatures: they say which key stands behind an export, and hold only for what was signed."""

import re
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

KEYS = Path("../state/keys")
PUBLIC = str(KEYS / "public.pem")
ASSESSMENT = 'ruleset = "five"\nyear = 2024\n\n[facts]\nland_area = 100\n'
OTHER_KIND = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA{}=\n-----END PUBLIC KEY-----\n".format("A" * 43)
"""A key of another kind (X25519)."""


@pytest.fixture
def fingerprint(gfassess: Run) -> str:
    """Make keys, an export and its signature; return the fingerprint of the key."""
    Path("a.toml").write_text(ASSESSMENT, "utf-8")
    made = gfassess("sign", "keys")
    assert made.code == 0, made.err
    assert gfassess("export", "a.toml", "-o", "out.toml").code == 0
    signed = gfassess("sign", "out.toml")
    assert (signed.code, signed.out) == (0, "")
    return made.out.strip()


def change(name: str, old: str, new: str) -> None:
    """Change a text in a file."""
    text = Path(name).read_text("utf-8")
    assert re.search(old, text)
    Path(name).write_text(re.sub(old, new, text, count=1), "utf-8")


def test_round_trip(gfassess: Run, fingerprint: str) -> None:
    """A signature holds; whose it is, is said only where the key was given."""
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig")
    assert (ran.code, ran.out) == (0, "")
    assert f"signed with the key {fingerprint}" in ran.err
    assert "Nobody is known to own this key" in ran.err
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig", "--key", PUBLIC)
    assert (ran.code, ran.out) == (0, "")
    assert f"signed with the key of {PUBLIC}: {fingerprint}" in ran.err
    assert "Nobody" not in ran.err


def test_mail_that_changes_line_ends_breaks_nothing(gfassess: Run, fingerprint: str) -> None:
    """What is signed is the canonical form: comments and line ends are not in it."""
    path = Path("out.toml")
    path.write_bytes(b"# by mail\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig")
    assert (ran.code, ran.out) == (0, "")
    assert fingerprint in ran.err


@pytest.mark.parametrize(
    ("old", "new"),
    [("land_area = 100", "land_area = 101"), ("\ndate = .*", "\ndate = 2020-01-01"), ("program = .*", 'program = "9"')],
)
def test_changed_export(gfassess: Run, fingerprint: str, old: str, new: str) -> None:
    """Any change breaks it, also of the date and the version that the stamp does not protect."""
    change("out.toml", old, new)
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig")
    assert ran.code == 1
    assert f"out.toml: changed after the key {fingerprint} signed it" in ran.out


def test_answers_changed_and_exported_again(gfassess: Run, fingerprint: str) -> None:
    """A new export of other answers has a stamp that holds, and no signature."""
    change("a.toml", "100", "200")
    assert gfassess("export", "a.toml", "-o", "out.toml", "--force").code == 0
    assert gfassess("verify", "out.toml").code == 0
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig")
    assert (ran.code, fingerprint in ran.out) == (1, True)


def test_wrong_key(gfassess: Run, fingerprint: str) -> None:
    """A signature of another key than the one that was given is named, with both."""
    KEYS.rename("old")
    assert gfassess("sign", "keys").code == 0
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig", "--key", PUBLIC)
    assert ran.code == 1
    assert f"signed with the key {fingerprint}, which is not that of {PUBLIC}" in ran.out


@pytest.mark.parametrize("key", ["sha256", "fingerprint", "public_key", "signature"])
def test_damaged_signature(gfassess: Run, fingerprint: str, key: str) -> None:
    """One digit changed anywhere in a signature file: it is damaged or forged."""
    (digit,) = re.findall(rf'^{key} = "(.)', Path("out.toml.sig").read_text("utf-8"), re.MULTILINE)
    change("out.toml.sig", f'(?m)^{key} = ".', f'{key} = "{"1" if digit == "0" else "0"}')
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig")
    assert (ran.code, ran.out) == (1, "out.toml.sig: the signature is damaged or forged\n")
    assert f"signed with the key {fingerprint}" not in ran.err


@pytest.mark.parametrize("text", ["", "x", 'signature = "00"', "format = 2", "a = 1\n" * 2, '\x00"'])
def test_no_signature_file(gfassess: Run, fingerprint: str, text: str) -> None:
    """A file that is no signature is named as one, and proves nothing."""
    Path("bad.sig").write_text(text, "utf-8")
    ran = gfassess("verify", "out.toml", "--signature", "bad.sig")
    assert (ran.code, ran.out) == (1, "")
    assert "bad.sig" in ran.err
    assert fingerprint not in ran.err


@pytest.mark.parametrize("text", ["", "no key", OTHER_KIND])
def test_no_key_file(gfassess: Run, fingerprint: str, text: str) -> None:
    """A file that is no key, or a key of another kind, is named as such; so is a private key that was spoilt."""
    Path("bad.pem").write_text(text, "utf-8")
    ran = gfassess("verify", "out.toml", "--signature", "out.toml.sig", "--key", "bad.pem")
    assert (ran.code, fingerprint in ran.err) == (1, False)
    assert "bad.pem: this file holds no public Ed25519 key" in ran.err
    (KEYS / "private.pem").write_text(text, "utf-8")
    ran = gfassess("sign", "out.toml", "--force")
    assert ran.code == 1
    assert "this file holds no private Ed25519 key" in ran.err


def test_keys_are_made_once_and_the_secret_is_private(gfassess: Run, fingerprint: str) -> None:
    """A second pair is refused and changes nothing; only the owner reads the private key."""
    before = [(KEYS / name).read_bytes() for name in ("private.pem", "public.pem")]
    if sys.platform != "win32":
        assert stat.S_IMODE((KEYS / "private.pem").stat().st_mode) == 0o600
        assert stat.S_IMODE(KEYS.stat().st_mode) == 0o700
    ran = gfassess("sign", "keys")
    assert (ran.code, ran.out) == (1, "")
    assert "a key is never replaced" in ran.err
    (KEYS / "private.pem").unlink()
    assert gfassess("sign", "keys").code == 1
    assert (KEYS / "public.pem").read_bytes() == before[1]
    assert fingerprint not in ran.err


def test_signing_needs_a_key_and_an_export(gfassess: Run) -> None:
    """No key is made unasked, a plain assessment is not signed, nothing is written."""
    Path("a.toml").write_text(ASSESSMENT, "utf-8")
    assert "this file has no result and stamp" in gfassess("sign", "a.toml").err
    assert gfassess("export", "a.toml", "-o", "out.toml").code == 0
    ran = gfassess("sign", "out.toml")
    assert ran.code == 1
    assert "gfassess sign keys" in ran.err
    assert not KEYS.exists()
    assert not list(Path.cwd().glob("*.sig"))


def test_a_signature_is_not_replaced_unasked(gfassess: Run, fingerprint: str) -> None:
    """Another name, or `--force`; never over the export itself."""
    assert "this file is there already" in gfassess("sign", "out.toml").err
    ran = gfassess("sign", "file", "out.toml", "-o", "b.sig")
    assert (ran.code, fingerprint in ran.err) == (0, True)
    assert Path("b.sig").read_bytes() == Path("out.toml.sig").read_bytes()
    assert gfassess("sign", "out.toml", "--force").code == 0
    assert "the assessment itself" in gfassess("sign", "out.toml", "-o", "out.toml", "--force").err


def test_a_key_alone_is_wrong_usage(gfassess: Run) -> None:
    """`--key` says whose a signature should be; without one it would prove nothing."""
    ran = gfassess("verify", "out.toml", "--key", "x.pem")
    assert (ran.code, ran.err) == (2, "--key goes with --signature\n")


def test_missing_package(gfassess: Run, fingerprint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cryptography the command that installs it is said; verify alone does not need it."""
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for command in (
        ["sign", "keys"],
        ["sign", "out.toml"],
        ["verify", "out.toml", "--signature", "out.toml.sig"],
    ):
        ran = gfassess(*command)
        assert (ran.code, ran.out) == (1, "")
        assert 'pip install "gfassess[sign]"' in ran.err
    assert gfassess("verify", "out.toml").code == 0
    assert fingerprint
