"""What does an address ask for? Taken apart in one place: who is judged, waited for and connected to is one host."""

from __future__ import annotations

import re

from msgspec import Struct
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 8_000  # characters; few servers take more
MAX_HOST = 253  # characters, in DNS
NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
# where something else listens that obeys lines, also those of a request: browsers' list (fetch.spec.whatwg.org)
OTHERS = frozenset(
    (
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104),
        *(109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515),
        *(526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049),
        *(3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
        *(6379, 11211),  # and two stores that many leave open
    )
)


class Target(Struct, frozen=True):
    """What is asked for: the host in small letters and ASCII, no brackets or last dot; the path as it is sent."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host as its server is to be told, with a port that is not the usual one."""
        named = f"[{self.host}]" if ":" in self.host else self.host
        return named if self.port == PORTS[self.scheme] else f"{named}:{self.port}"

    @property
    def site(self) -> str:
        """Where its site begins."""
        return f"{self.scheme}://{self.name}"


def target(url: str) -> Target | str:
    """What an address asks for; or why it is not asked, as a sentence that goes on from it."""
    if len(url) > MAX_ADDRESS:
        return f"is longer than an address may be ({MAX_ADDRESS:,} characters)"
    try:
        parts = parse_url(url)
    except LocationParseError:
        return "is no address"
    scheme, host = parts.scheme or "", (parts.host or "").strip("[]").rstrip(".")
    if scheme not in PORTS:
        return "is no address of the web; quoth reads http and https only"
    if parts.auth:
        return "names a user or a password, which quoth does not send"
    if not host:
        return "has no host"
    # an IPv6 address was read by urllib3; its zone ("%eth0") is a matter of this machine
    if "%" in host or len(host) > MAX_HOST or not (":" in host or NAME.fullmatch(host)):
        return "is no address"
    port = PORTS[scheme] if parts.port is None else parts.port
    if port in OTHERS:
        return f"names port {port}, where no web server is"
    return Target(url, scheme, host, port, parts.request_uri)


def host_of(url: str) -> str:
    """The host of an address, as hosts are compared; "" for what is not asked."""
    found = target(url)
    return found.host if isinstance(found, Target) else ""


def place_of(url: str) -> str:
    """The host of an address with its port ("wire.example:443"), as places are named; "" for what is not asked."""
    found = target(url)
    return f"{found.host}:{found.port}" if isinstance(found, Target) else ""


def scheme_of(url: str) -> str:
    """How an address is asked: http or https; "" for what is not asked."""
    found = target(url)
    return found.scheme if isinstance(found, Target) else ""
