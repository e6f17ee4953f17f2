"""`gfassess serve`: only the user's own browser gets in, whatever else reaches the port."""

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from gfassess.tui.browser.guard import Guard
from gfassess.tui.browser.server import MOST_SESSIONS, ScreenServer
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "machinery-illustrative.toml"
ECHO = f"exec {sys.executable} -c \"import sys, time; print('__GANGLION__', flush=True); sys.stdin.buffer.read(5)\""
WAIT = aiohttp.ClientTimeout(total=120)


@asynccontextmanager
async def served(idle: float = 600.0) -> AsyncIterator[tuple[Guard, aiohttp.ClientSession]]:
    """Serve a stand-in for the screens on a free port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        guard = Guard(listening.getsockname()[1])
        runner = web.AppRunner(await ScreenServer(ECHO, guard, idle).application())
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            async with aiohttp.ClientSession(timeout=WAIT) as client:
                yield guard, client
        finally:
            await runner.cleanup()


async def _status(guard: Guard, client: aiohttp.ClientSession, path: str, **headers: str) -> int:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.get(f"{guard.origin}{path}", headers=names) as answer:
        return answer.status


async def test_the_page_with_its_secret() -> None:
    """The page, its script and its style come with the secret, and name nothing that is not on this machine."""
    async with served() as (guard, client), client.get(guard.address) as answer:
        page = await answer.text()
        assert answer.status == 200
        found = re.findall(r"(?:https?|wss?)://[^\"'\s]+", page)
        assert found
        assert all(one.split("://")[1].startswith(f"{guard.host}/{guard.token}/") for one in found)
        for name in ("static/js/textual.js", "static/css/xterm.css"):
            assert await _status(guard, client, f"{guard.prefix}/{name}") == 200


async def test_what_browsers_may_do_with_it() -> None:
    """No frames, no sources from elsewhere, nothing stored, the address is passed on to nobody: on refusals as well."""
    async with served() as (guard, client):
        for address in (guard.address, f"{guard.origin}/", f"{guard.address}static/css/xterm.css"):
            async with client.get(address) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                assert answer.headers["X-Frame-Options"] == "DENY"
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_without_the_secret() -> None:
    """Whatever is asked for without the secret, or with a wrong one, the answer is the same."""
    async with served() as (guard, client):
        wrong = "A" * len(guard.token)
        for path in ("/", "/ws", "/static/js/textual.js", f"/{wrong}/", f"/{guard.token[:-1]}/", "/%00/", "/x/../y"):
            assert await _status(guard, client, path) == 403
    assert len(guard.token) >= 40
    assert guard.token not in repr(guard)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
async def test_another_host(host: str) -> None:
    """A name of a stranger that points to this machine (DNS rebinding) gets nothing, even with the secret."""
    async with served() as (guard, client):
        assert await _status(guard, client, f"{guard.prefix}/", Host=host.format(port=guard.port)) in {400, 403}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
async def test_another_origin(origin: str) -> None:
    """A page of a stranger neither reads anything nor opens a session, even with the secret."""
    async with served() as (guard, client):
        origin = origin.format(port=guard.port)
        assert await _status(guard, client, f"{guard.prefix}/", Origin=origin) == 403
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await client.ws_connect(f"{guard.address}ws", origin=origin)
        assert await _status(guard, client, f"{guard.prefix}/", Sec_Fetch_Site="cross-site") == 403


async def test_a_session_needs_an_origin() -> None:
    """Browsers name the page that opens a socket; what names none is no browser's page."""
    async with served() as (guard, client):
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await client.ws_connect(f"{guard.address}ws")


async def _closed(answers: aiohttp.ClientWebSocketResponse) -> int | None:
    async for _message in answers:
        pass
    return answers.close_code


async def test_idle_sessions_end() -> None:
    """Without keys a session is closed, although the page goes on sending pings."""
    async with served(idle=0.5) as (guard, client):
        session = await client.ws_connect(f"{guard.address}ws", origin=guard.origin)

        async def ping() -> None:
            with suppress(ConnectionError, aiohttp.ClientError):
                while True:
                    await session.send_str('["ping", "1"]')
                    await asyncio.sleep(0.05)

        pings = asyncio.create_task(ping())
        assert await _closed(session) == aiohttp.WSCloseCode.GOING_AWAY
        pings.cancel()


@pytest.mark.parametrize(
    "said",
    ["{}", "[", '["stdin", 1]', '["quit"]', '["resize", {"width": 99999, "height": 1}]', "[" * 50_000, "[[]]", '""'],
)
async def test_what_the_page_never_says(said: str) -> None:
    """A message that the page does not send ends the session instead of reaching the program."""
    async with served() as (guard, client):
        session = await client.ws_connect(f"{guard.address}ws", origin=guard.origin)
        await session.send_str(said)
        assert await _closed(session) == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_not_too_many_sessions() -> None:
    """Each session is a process of its own, so there are only a few."""
    async with served() as (guard, client):
        held = [await client.ws_connect(f"{guard.address}ws", origin=guard.origin) for _ in range(MOST_SESSIONS)]
        assert not any(session.closed for session in held)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            await client.ws_connect(f"{guard.address}ws", origin=guard.origin)


@pytest.fixture
def program() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start the real command and return it with its address."""
    command = [sys.executable, "-m", "gfassess", "--lang", "en", "serve", str(EXAMPLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)


async def test_the_screens_come_through(program: tuple["subprocess.Popen[str]", str]) -> None:
    """The real command shows the enterprise of the file in the browser's terminal, on loopback only."""
    _running, address = program
    origin = address.split("/", 3)[:3]
    assert address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession(timeout=WAIT) as client:
        page = await (await client.get(address)).text()
        found = re.search(r'data-session-websocket-url="([^"]+)"', page)
        assert found
        session = await client.ws_connect(f"{found[1]}?width=100&height=30", origin="/".join(origin))
        seen = b""
        async for message in session:
            seen += message.data if isinstance(message.data, bytes) else message.data.encode()
            if "虚构".encode() in seen:
                break
        assert "虚构".encode() in seen
        await session.send_str(json.dumps(["stdin", "\x11"]))
        await session.close()


def test_a_missing_package_is_told(gfassess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command names what to install."""
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    ran = gfassess("serve")
    assert ran.code == 1
    assert 'pip install "gfassess[web]"' in ran.err


def test_a_port_that_is_taken(gfassess: Run) -> None:
    """A port of another program, or none at all, is told in words."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        for port in (str(other.getsockname()[1]), "99999999", "-1"):
            assert "cannot be used" in gfassess("serve", "--port", port).err
