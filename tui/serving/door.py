"""Who may come in? Which `Host`, `Origin` and token a request must bring, and which headers every answer bears.

A page of another site can have the browser send requests to this machine, also under a name of its own that it lets
point here (DNS rebinding); a WebSocket may even be opened across sites. Hence names and origins are checked each time.
"""

from __future__ import annotations

import ipaddress
import secrets
from typing import Final

from msgspec import Struct

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
COOKIE: Final = "quoth"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),  # the terminal in the page makes its styles itself
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Door(Struct, frozen=True):
    """The port, the names the server goes by besides those of this machine itself, and the token; "" for none."""

    port: int
    names: tuple[str, ...] = ()
    token: str = ""

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names this server.

        With a token an address in numbers will do: only a name can be made to point elsewhere.
        """
        name, port = _parted(host)
        if port != self.port:
            return False
        return name in LOOPBACK or name in self.names or bool(self.token and _in_numbers(name))

    def may_ask(self, host: str, origin: str | None, *, needs_origin: bool) -> bool:
        """Whether a request with these headers comes from a page of this server, or from no page at all."""
        if not self.knows(host):
            return False
        return not needs_origin if origin is None else origin.lower() == f"http://{host.lower()}"

    def opens_to(self, token: str) -> bool:
        """Whether this is the token; it takes as long for every wrong one."""
        return not self.token or secrets.compare_digest(self.token.encode(), token.encode(errors="replace"))


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


def shown(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _parted(host: str) -> tuple[str, int]:
    """Name and port of a `Host` header; port -1 where it is none."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or port.endswith("]"):
        name, port = host.lower(), "80"
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    return name, int(port) if port.isascii() and port.isdecimal() else -1


def _in_numbers(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
