"""Which feeds does a web page name?"""

from __future__ import annotations

from urllib.parse import urljoin

from index.addresses import is_address

TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
MAX_NAMED = 10  # each of them may be asked, and told; pages name three at most
FOR_COMMENTS = "comment"  # what others wrote below articles has a feed of its own on many sites


def feeds_of(html: bytes, address: str) -> list[str]:
    """The addresses of the first feeds that a page at an address names, those of comments last."""
    from lxml import etree
    from lxml import html as read

    try:
        tree = read.fromstring(html, parser=read.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return []
    found: list[tuple[bool, str]] = []
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower().split() and (link.get("type") or "").lower() in TYPES:
            try:
                there = urljoin(address, (link.get("href") or "").strip())
            except ValueError:
                continue
            if is_address(there) and there.isprintable() and there != address:
                aside = FOR_COMMENTS in f"{link.get('title') or ''} {there}".lower()
                found.append((aside, there))
    return [there for _, there in sorted(dict.fromkeys(found), key=lambda pair: pair[0])][:MAX_NAMED]
