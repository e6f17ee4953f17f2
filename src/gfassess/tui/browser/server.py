"""textual-serve behind the guard: its own page without anything from elsewhere, a few sessions, none left idle."""

import json
import logging
from asyncio import get_running_loop, timeout
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Final

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web
from aiohttp_jinja2 import get_env
from textual_serve.app_service import AppService
from textual_serve.server import Server

from gfassess.tui.browser.guard import LOOPBACK, Guard
from gfassess.words import _, language

IDLE: Final = 30 * 60.0
"""Seconds without a key or a click after which a session is closed; every answer is saved by then."""
MOST_SESSIONS: Final = 4
_BARE: Final = frozenset({"blur", "focus"})
_LEAVING: Final = 10.0
"""Seconds that the program has to leave on its own."""
_WIDEST: Final = 1000


class ScreenServer(Server):
    """Serves one command to whom the guard lets in."""

    def __init__(self, command: str, guard: Guard, idle: float = IDLE) -> None:
        """Take what a session runs."""
        templates = Path(__file__).parent / "templates"
        super().__init__(command, LOOPBACK, guard.port, "gfassess", guard.origin, templates_path=templates)
        self._guard = guard
        self._idle = idle
        self._open = 0

    async def application(self) -> web.Application:
        """Return the whole: nothing but what lies behind the secret."""
        whole = web.Application()
        inner = await self._make_app()
        ended = _("This session has ended. Load the page again to go on; every answer was saved.")
        get_env(inner).globals.update(language=language(), ended=ended)
        whole.add_subapp(self._guard.prefix, inner)
        self._guard.add_to(whole)
        return whole

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where the screens are."""

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a session, while there are not too many."""
        if self._open >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable
        self._open += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._open -= 1

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        try:
            await super()._process_messages(_Heard(websocket, self._idle), app_service)  # type: ignore[arg-type]  # all of a socket that it uses
        finally:
            await _end(app_service)


async def _end(service: AppService) -> None:
    """End the program of a session: textual-serve asks it to, and then leaves it to itself."""
    process = service._process  # noqa: SLF001 - it has no other way to it
    with suppress(TimeoutError):
        async with timeout(_LEAVING):
            await service.stop()
    if process is not None:
        # What the program did on its own is in the journal: it may be ended.
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        process._transport.close()  # type: ignore[attr-defined] # noqa: SLF001 - the pipes stay open otherwise


class _Heard:
    """A socket that only says what the page of textual-serve says, and ends after a while without the user."""

    def __init__(self, websocket: web.WebSocketResponse, idle: float) -> None:
        self._websocket = websocket
        self._idle = idle
        self.send_json = websocket.send_json

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        clock = get_running_loop().time
        last = clock()
        while (left := last + self._idle - clock()) > 0:
            try:
                message = await self._websocket.receive(timeout=left)
            except TimeoutError:
                break
            if message.type in {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR}:
                return
            kind = _kind(message)
            if not kind:
                await self._websocket.close(code=WSCloseCode.POLICY_VIOLATION)
                return
            if kind == "stdin":
                last = clock()
            yield message
        await self._websocket.close(code=WSCloseCode.GOING_AWAY)


def _kind(message: WSMessage) -> str:
    """Return what a message is about; empty for what the page never says."""
    if message.type is not WSMsgType.TEXT:
        return ""
    with suppress(ValueError, RecursionError):
        match json.loads(message.data):
            case [str(kind)] if kind in _BARE:
                return kind
            case ["resize", {"width": int(width), "height": int(height)}] if 0 < width < _WIDEST > height > 0:
                return "resize"
            case ["stdin" | "ping" as kind, str()]:
                return str(kind)
    return ""


def serve(server: ScreenServer, listening: socket) -> None:
    """Serve until Ctrl+C."""
    # Its tracebacks show the local variables, and with them what somebody typed.
    logging.getLogger("textual-serve").setLevel(logging.CRITICAL + 1)
    web.run_app(server.application(), sock=listening, print=None, access_log=None)
