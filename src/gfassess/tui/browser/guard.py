"""Who may talk to the served screens: a page of this very server that knows the secret in its address.

Other programs and pages reach a loopback port as well. A page of a stranger is told by Host (a name of its own that
points to this machine), by Origin and by where the browser says that the request comes from.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK: Final = "127.0.0.1"
_NEAR: Final = frozenset({"same-origin", "none"})
"""What a browser says of a request that no other page made: from this page, or typed by the user."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses strangers, and tells browsers what they may do with what they get."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def host(self) -> str:
        """The one name under which the server answers."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def origin(self) -> str:
        """The one page that may ask."""
        return f"http://{self.host}"

    @property
    def prefix(self) -> str:
        """Where everything lies."""
        return f"/{self.token}"

    @property
    def address(self) -> str:
        """What the user opens."""
        return f"{self.origin}{self.prefix}/"

    def add_to(self, app: web.Application) -> None:
        """Watch over an application and everything below it."""
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(self._mark)

    def _middleware(self) -> "web.middleware":  # type: ignore[valid-type]  # aiohttp types no middleware
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.lets_in(request):
                raise web.HTTPForbidden(text="403")
            return await handler(request)

        return check

    def lets_in(self, request: web.Request) -> bool:
        """Tell whether a request comes from the user or from the page that was served; nothing is said of why not."""
        secret = request.path.split("/", 2)[1]
        headers = request.headers
        hosts, origins = headers.getall("Host", []), headers.getall("Origin", [])
        upgrade = "Upgrade" in headers
        return (
            secrets.compare_digest(secret.encode("utf-8", "surrogateescape"), self.token.encode())
            and hosts == [self.host]
            # Every browser names the page that opens a socket; whatever names another one is refused.
            and origins in ([[self.origin]] if upgrade else [[], [self.origin]])
            and headers.get("Sec-Fetch-Site", "none") in _NEAR
        )

    async def _mark(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Forbid frames, other sources, stored copies and passing the address on."""
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    f"font-src 'self'; connect-src 'self' ws://{self.host}; "
                    "frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
                ),
                "X-Frame-Options": "DENY",
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cache-Control": "no-store",
            }
        )
