"""When are two addresses one? In which form is an address the key of a page?

Scheme, `www.`, a page's lighter twin (AMP), what only tells who followed which link, the place within the page and a
last stroke make no other article.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

LIGHTER_HOST = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.[^.]+)")
LIGHTER_PATH = re.compile(r"(?:/amp|/index\.html?)/?$|\.amp(?=\.html?$)|/$")
KEPT_FOR = re.compile(  # a lighter twin that others keep for who wrote it
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[acirv]{1,3}|(?:www\.)?google\.[a-z.]{2,6}/amp)/(?:s/)?"
    r"(?=[\w-]+\.[\w.-]+(?:/|$))",
    re.IGNORECASE,
)
LIGHTER_QUERY = re.compile(r"(?:^|&)(?:outputType=(?:valid_)?amp|amp_js_v=[^&]*|amp(?:=1|=true)?)(?=&|$)")


def is_address(text: str) -> bool:
    """Whether it names something on the web (http or https), not a file."""
    return text.lower().startswith(("http://", "https://"))


def canonical(url: str) -> str:
    """The form in which all addresses of one page are the same; what is no address of the web comes back as it is."""
    from courlan import normalize_url  # 70 ms

    if not is_address(url):
        return url
    try:
        kept = KEPT_FOR.sub("https://", url.strip())
        parts = urlsplit(normalize_url(kept))
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # brackets or a port that are none
        return url
    if not host:
        return url
    path = LIGHTER_PATH.sub("", parts.path.removeprefix("/amp/") if parts.path.startswith("/amp/") else parts.path)
    query = LIGHTER_QUERY.sub("", parts.query).lstrip("&")
    path = path if path.startswith("/") or not path else f"/{path}"
    host = f"[{host}]" if ":" in host else LIGHTER_HOST.sub("", host)
    return urlunsplit(("https", host + port, path, query, ""))


def plausible(link: str | None, asked: str | None) -> bool:
    """Whether the address that a page gives for itself is to be believed: on the web, of the same domain as the one
    asked for, and no front page where an article was."""
    from courlan import extract_domain

    if not link or not is_address(link):
        return False
    try:
        there = urlsplit(link)
        if asked is None or not is_address(asked):
            return bool(there.hostname and there.path.strip("/"))
        here = urlsplit(asked)
    except ValueError:
        return False
    same = (extract_domain(link) or _plain(there.hostname)) == (extract_domain(asked) or _plain(here.hostname))
    return same and (bool(there.path.strip("/") or there.query) or not here.path.strip("/"))


def _plain(host: str | None) -> str:
    return LIGHTER_HOST.sub("", (host or "").rstrip("."))
