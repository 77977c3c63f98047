"""When are two addresses one? In which form is an address the key of a page?

Scheme, `www.`, a page's lighter twin (AMP, mobile, print), what only tells who followed which link, the place within
the page, the way a letter is written and a last stroke make no other article. What may tell two articles apart is kept:
two that are taken for one cost an article, one that is taken for two is told by its words.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote_plus, urlencode, urlsplit, urlunsplit

LIGHTER_HOST = re.compile(r"^(?:(?:www\d?|amp|m|mobile|touch)\.)+(?=[^.]+\.[^.]+)")
LIGHTER_PATH = re.compile(r"(?:(?<=[^/])/print|/amp|/index\.(?:html?|php|aspx?))/?$|\.amp(?=(?:\.html?)?$)|/$")
KEPT_FOR = re.compile(  # a lighter twin that others keep for who wrote it, or what it once was
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[acirv]{1,3}/|(?:www\.)?google\.[a-z.]{2,6}/amp/"
    r"|(?:www\.)?web\.archive\.org/web/(?P<taken>[0-9]{4,14})(?:[a-z]{2}_)?/)(?:s/|https?:/{1,2})?"
    r"(?=[\w-]+\.[\w.-]+(?::[0-9]+)?(?:[/?#]|$))",
    re.IGNORECASE,
)
FOLLOWED = re.compile(  # names in a query that tell who followed which link
    r"(?:utm|mc|mkt|mtm|itm|pk|piwik|matomo|vero|oly|hsa|ns|at|wt|guce|ga|_ga|_gl|fb|__twitter)_.*|_ga|_gl|_hsenc|_hsmi"
    r"|(?:dc|fb|g|tw|y|ys|ttc|li_fat_)(?:clid|id)|msclkid|[gw]braid|igsh(?:id)?|xtor|cmp(?:id)?|cmpsrc|smid|smtyp|ocid"
    r"|icid|ito|ftag|ftcamp|guccounter|sref|srnd|taid|leadsource|referringsource|ref_(?:src|url)|spm|trk|wtmc"
    r"|(?:js|php)sess(?:ion)?id|amp_js_v|amp_gsa|usqp|share_?id|sharetype",
    re.IGNORECASE,
)
PERHAPS_FOLLOWED = re.compile(  # the same, unless it is a number: then it may be the article's
    r"ref|referr?er|source|medium|campaign|partner|session|aff(?:iliate)?|from|via|feature|shared?", re.IGNORECASE
)
LIGHTER_QUERY = re.compile(  # how the page is to be laid out
    r"outputType=(?:valid_)?amp|amp(?:=|=1|=true)?|m=[01]|(?:output|view|mode|pagewanted)=print|pagewanted=all"
    r"|print(?:able|erfriendly)?(?:=|=1|=true|=yes|=print)?",
    re.IGNORECASE,
)
SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
SLASHES = re.compile("/{2,}")
ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # need no escape in an address


def is_address(text: str) -> bool:
    """Whether it names something on the web (http or https), not a file."""
    return text.lower().startswith(("http://", "https://"))


def canonical(url: str) -> str:
    """The form in which all addresses of one page are the same; what is no address of the web comes back as it is."""
    if not is_address(url.strip()):
        return url
    try:
        parts = urlsplit(original(url))
        host = _host("".join((parts.hostname or "").split()).strip("."))
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        place = (
            parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
        )  # of sites that are one page of scripts
        path, query, place = _path(parts.path), _query(parts.query), quote(place, safe="/%!=:,-")
    except ValueError:  # brackets or a port that are none, half of a character
        return url
    return urlunsplit(("https", host + port, path, query, place)) if host else url


def original(url: str) -> str:
    """The address of a page itself, where this is that of a copy which others keep."""
    url = url.strip()
    while kept := KEPT_FOR.match(url):
        url = f"https://{url[kept.end() :]}"
    return url


def kept_since(url: str) -> str | None:
    """The UTC time at which an archive of the web took the copy that is kept at an address; None where it is none."""
    kept = KEPT_FOR.match(url.strip())
    digits = (kept["taken"] or "") if kept else ""
    if len(digits) != 14:
        return None
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}+00:00"


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    labels = [_decoded(label) if label.startswith("xn--") else label for label in host.split(".")]
    return LIGHTER_HOST.sub("", ".".join(labels))


def _decoded(label: str) -> str:
    """A part of a host as it is read."""
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _path(path: str) -> str:
    """A path without what makes no other page of it."""
    kept: list[str] = []
    for part in SLASHES.sub("/", _escaped(SESSION.sub("", path))).split("/"):
        if part == "..":
            kept = kept[:-1] or [""]
        elif part != ".":
            kept.append(part)
    whole = "/".join(kept)
    if whole.startswith("/amp/"):
        whole = whole.removeprefix("/amp")
    while (lighter := LIGHTER_PATH.sub("", whole)) != whole:
        whole = lighter
    return whole


def _escaped(path: str) -> str:
    """A path in which each letter is written in one way."""

    def plain(found: re.Match[str]) -> str:
        letter = chr(int(found[1], 16))
        return letter if letter in PLAIN else found[0].upper()

    return quote(ESCAPE.sub(plain, path), safe="/%!=:,-", errors="surrogatepass")


def _query(query: str) -> str:
    """What of a query may tell two pages apart, in the order of the names."""
    kept = [part for part in query.replace("&amp;", "&").split("&") if part and not _idle(part)]
    named = sorted((part for part in kept if "=" in part), key=lambda part: part.partition("=")[0])
    pairs = parse_qsl("&".join(named), keep_blank_values=True, errors="surrogateescape")
    alone = [
        quote(unquote_plus(part, errors="surrogateescape"), errors="surrogateescape")
        for part in kept
        if "=" not in part
    ]
    return "&".join([*alone, *([urlencode(pairs, errors="surrogateescape")] if pairs else [])])


def _idle(part: str) -> bool:
    """Whether a part of a query makes no other page."""
    name, _, value = part.partition("=")
    if LIGHTER_QUERY.fullmatch(part) or FOLLOWED.fullmatch(name):
        return True
    return bool(PERHAPS_FOLLOWED.fullmatch(name)) and not value.isdigit()


def plausible(link: str | None, asked: str | None) -> bool:
    """Whether the address that a page gives for itself is to be believed: on the web, of the same domain as the one
    asked for, and no front page where an article was."""
    if not link or not is_address(link):
        return False
    try:
        there = urlsplit(link)
        if asked is None or not is_address(asked):
            return bool(there.hostname and there.path.strip("/"))
        here = urlsplit(asked)
    except ValueError:
        return False
    return same_site(link, asked) and (bool(there.path.strip("/") or there.query) or not here.path.strip("/"))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one domain, so that who writes at one may speak for the other."""
    from courlan import extract_domain  # 70 ms

    if not is_address(a) or not is_address(b):
        return False
    try:
        first, second = (extract_domain(one) or _plain(urlsplit(one).hostname) for one in (a, b))
    except ValueError:  # brackets that are none
        return False
    return first == second


def is_suffix(host: str) -> bool:
    """Whether a host is one under which anybody may have a domain, like co.uk."""
    from tld import get_tld

    return get_tld(f"https://{host}", fail_silently=True) == host


def _plain(host: str | None) -> str:
    return LIGHTER_HOST.sub("", (host or "").rstrip("."))
