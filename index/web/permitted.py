"""Which hosts may be asked? None in a private network, unless the user named it: what is read may say where to go.

What a name stands for is looked up once, and the very address that was judged is the one that is connected to, so that
a name server that gives another answer the next moment (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from index.web.targets import PORTS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
WHOLE = ipaddress.IPv6Network("2000::/3")  # what is given out of IPv6
CLOSED = tuple(  # not the Internet's, which not every version of Python knows; the last holds Teredo
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "2001::/23"))
)


class NotPermittedError(Exception):
    """Who is not to be asked; the message goes on from the address as a sentence."""


def lookup(host: str, port: int) -> list[str]:
    """The addresses a name stands for, as the system says. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def addresses(host: str, port: int, named: frozenset[str]) -> list[str]:
    """The addresses to connect to for a host; `named` are as in `Web`.

    Raises NotPermittedError, and OSError where the name is not known.
    """
    found = list(dict.fromkeys(lookup(host, port)))
    if host in named or f"{host}:{port}" in named:
        return found
    for one in found:
        if not public(one):
            raise NotPermittedError(
                f"leads to {one}, which is in a private network: not asked, since you did not name {_shown(host, port)}"
            )
    return found


def _shown(host: str, port: int) -> str:
    return host if port in PORTS.values() else f"{host}:{port}"


def public(address: str) -> bool:
    """Whether an address is one of the whole Internet's; of one that wraps another, whether that is."""
    one = ipaddress.ip_address(address.partition("%")[0])
    return _open(_wrapped(one) or one)


def _open(one: Address) -> bool:
    if isinstance(one, ipaddress.IPv6Address) and one not in WHOLE:
        return False
    closed = one.is_private or one.is_loopback or one.is_link_local or one.is_multicast or one.is_reserved
    return one.is_global and not closed and not any(one in network for network in CLOSED)


def _wrapped(one: Address) -> Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, NAT64 (some networks' way to all of IPv4)."""
    if isinstance(one, ipaddress.IPv4Address):
        return None
    if one in NAT64:
        return ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
    return one.ipv4_mapped or one.sixtofour
