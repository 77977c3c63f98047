"""Which hosts may be asked? None in a private network, unless the user named it: what is read may say where to go.

What a name stands for is looked up once, and the very address that was judged is the one that is connected to, so that
a name server that gives another answer the next moment (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from index.web.answers import PORTS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SCHEMES = ("http", "https")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


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
    name = host.lower().rstrip(".")
    if name in named or f"{name}:{port}" in named:
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
    """Whether an address is one of the whole Internet's, also where it is wrapped in another."""
    one = ipaddress.ip_address(address.partition("%")[0])
    return all(_open(each) for each in (one, *_within(one)))


def _open(one: Address) -> bool:
    closed = one.is_private or one.is_loopback or one.is_link_local or one.is_multicast or one.is_reserved
    site_local = isinstance(one, ipaddress.IPv6Address) and one.is_site_local  # of old, but systems still route it
    return one.is_global and not closed and not site_local and not one.is_unspecified


def _within(one: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if isinstance(one, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [one.ipv4_mapped, one.sixtofour, *(one.teredo or ())]
    if one in NAT64:
        found.append(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
    return [each for each in found if each is not None]
