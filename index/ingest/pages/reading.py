"""What of a page is the article, and what does the page say of it?"""

from __future__ import annotations

import copy
import datetime as dt
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import trafilatura
from lxml import etree
from msgspec.structs import replace
from trafilatura.settings import Document
from trafilatura.utils import load_html

from index.addresses import canonical, is_address, plausible
from index.ingest.hints import Hint, iso_date, one_line, origin_id
from index.ingest.pages.blocks import blocks_of, cleaned
from index.ingest.pages.completing import completed
from index.ingest.pages.declaring import declared, fuller
from index.ingest.pages.decoding import decoded
from index.ingest.pages.preparing import prepared
from index.ingest.pages.pruning import pruned, without_scripts
from index.ingest.pages.repeating import unrepeated
from index.ingest.pages.walls import SAVE, STUB, breaks_off, stands_before, without_calls
from index.model import Article, Skipped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WRITTEN = re.compile(  # controls, that may be written as numbers: no tree may hold them, and the article with them
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)(?![0-9])|[xX]0*(?:[0-8bcef]|1[0-9a-f]|7f)(?![0-9a-f]));?"
    r"|^\s*<\?xml[^>]{0,200}>",  # says an encoding from which the page is decoded already
    re.IGNORECASE,
)
MARKS = re.compile(rb"<\s*(?:html|head|body|div|p|article|meta|title|span|table|br|h1)\b", re.I)
LINK = "(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
SAVED = re.compile(  # what Chromium, Internet Explorer and SingleFile write above a page that they save
    r"<!--\s*(?:saved from url=\([0-9]{4}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]{1,2000}?)\s*(?:-->|\n)",
    re.IGNORECASE,
)
SAVED_WITHIN = 5_000  # characters, in which it stands
SITE = ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content")
LAST = 4  # blocks at the end among which a site speaks of itself
ITSELF = re.compile(  # in words that no reporter has
    r"\bfollow (?:us|him|her|them|me) (?:on|at) (?:twitter|x|facebook|instagram|bluesky|mastodon)\b"
    r"|\buse the (?:code|promo)|\bpromo code\b|\bsubscribe to our\b|\bsign up (?:for|to) our\b"
    r"|\bdownload our app\b|\bfolgen sie uns\b|\bsuivez-nous\b|\bsíguenos\b",
    re.IGNORECASE,
)
MAX_ELEMENTS = 50_000  # pages have a thousand or two, and running reports ten times as many
MAX_DEPTH = 254  # of elements within one another: lxml reads no deeper, and would leave out the rest without a word

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its words are for who debugs it
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def articles(html: bytes, hint: Hint, charset: str | None) -> Iterator[Article | Skipped]:
    """The article of a page, and a remark where it is a beginning; see `pages.articles_of`."""
    if not MARKS.search(html[:200_000].replace(b"\0", b"")):  # UTF-16 has a zero beside each letter
        yield Skipped(hint.path, "is no web page" if html.strip() else "is empty")
        return
    written = decoded(html, charset)
    tree = load_html(WRITTEN.sub(" ", written))
    problem = "can't be read as a web page" if tree is None else _outsized(tree)
    if tree is None or problem:
        yield Skipped(hint.path, problem or "")
        return
    tree = prepared(tree)
    asked = hint.url or (hint.origin if is_address(hint.origin) else _saved_from(written))
    about, said = _about(tree, asked), declared(tree)
    blocks = fuller(_blocks(tree, asked, about.get("title")), said, STUB)
    problem = stands_before(blocks, tree, about.get("title"))
    if problem:
        yield Skipped(hint.path, problem)
        return
    begun = breaks_off(blocks, tree, said.paid)
    text = "\n\n".join(without_calls(blocks) if begun else blocks)
    made = _article(text, about, hint.url or _address(tree, asked), hint)
    yield replace(made, cut=bool(begun))
    if begun:
        yield Skipped(hint.path, f"shows all only its beginning, which was read; for the rest, {SAVE}", added=True)


def _article(text: str, about: dict[str, Any], url: str | None, hint: Hint) -> Article:
    return Article(
        id=hint.id or origin_id(canonical(url) if url else hint.origin),
        text=text,
        path=hint.path,
        title=hint.title or one_line(about.get("title")),
        outlet=hint.outlet,
        site=one_line(about.get("site")),
        published=hint.published or iso_date(about.get("date")),
        url=url,
        author=hint.author or one_line(about.get("author")),
        language=one_line(about.get("language")),
        transcript=hint.transcript,
        named=hint.id is not None,
    )


def _address(tree: HtmlElement, asked: str | None) -> str | None:
    """The address that a page gives for itself, if that may be it."""
    wanted = canonical(asked) if asked else None
    links = (_joined(asked, str(one)) for one in tree.xpath(LINK))
    link = next((one for one in links if plausible(one, wanted)), None)
    return (one_line(link) if link else None) or asked


def _saved_from(html: str) -> str | None:
    """Where a browser says that it saved a page from, above all that the page says of itself."""
    found = SAVED.search(html[:SAVED_WITHIN])
    return one_line(found[1]) if found else None


def _joined(asked: str | None, link: str) -> str:
    try:
        return urljoin(asked or "", link.strip())
    except ValueError:  # brackets that are none
        return link


def _outsized(tree: HtmlElement) -> str | None:
    """Why a page is not looked through."""
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    if count > MAX_ELEMENTS:
        return f"has more than {MAX_ELEMENTS:,} elements, which no page with an article has"
    return f"is nested more than {MAX_DEPTH} deep, and can't be read to its end" if deepest > MAX_DEPTH else None


def _blocks(tree: HtmlElement, asked: str | None, title: str | None) -> list[str]:
    """The article's blocks, as the page shows them."""
    found = trafilatura.bare_extraction(pruned(copy.deepcopy(tree)), url=asked, include_comments=False)
    body = found.body if isinstance(found, Document) else None
    taken = _without_title(blocks_of(unrepeated(body)) if body is not None else [], title)
    return _without_itself(completed(without_scripts(pruned(copy.deepcopy(tree))), taken))


def _about(tree: HtmlElement, asked: str | None) -> dict[str, Any]:
    """Title, author, date, site and language, as far as the page says them."""
    from trafilatura.metadata import extract_metadata

    dates = {"original_date": True, "extensive_search": False, "max_date": dt.date.today().isoformat()}  # noqa: DTZ011
    found = extract_metadata(copy.deepcopy(tree), asked, date_config=dates)
    language = str(tree.get("lang") or "").partition("-")[0].lower()
    sites = [site for path in SITE for site in tree.xpath(path)]
    return {
        "title": found.title,
        "author": found.author,
        "date": found.date,
        "site": str(sites[0]) if sites else _named(found.sitename, asked),
        "language": language if re.fullmatch("[a-z]{2,3}", language) else None,
    }


def _named(site: str | None, asked: str | None) -> str | None:
    """A site's name where it is more than a part of the address."""
    return site if site and not re.fullmatch(r"@?[\w-]+(?:\.[\w-]+)*(?::\d+)?", site) else None


def _without_title(blocks: list[str], title: str | None) -> list[str]:
    """The blocks without the headline above them, which is the article's title."""
    return blocks[1:] if blocks and title and blocks[0].casefold() == cleaned(title).casefold() else blocks


def _without_itself(blocks: list[str]) -> list[str]:
    """The blocks without those at the end in which a site asks to be followed or paid."""
    return [one for at, one in enumerate(blocks) if at < len(blocks) - LAST or not ITSELF.search(one)]
