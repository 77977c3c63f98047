"""Is what came the article, or what stands before it: a beginning for all, a question, an error, a list of articles?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.ingest.pages.blocks import cleaned

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST = 60  # characters; a shorter text is a notice (“Please enable cookies”), no article
STUB = 700  # characters; the beginnings that are shown to all have two or three sentences
NOTICE = 1_500  # characters; notices of errors are shorter, and articles about such notices longer
ASKED = 3_000  # characters; questions for consent are shorter
LISTED = 5  # headlines that lead elsewhere: an article has two or three of others among its text
SHARE = 0.25  # of a list's blocks are such headlines; the others are beginnings, dates and names
LAST = 4  # blocks: what asks to subscribe stands where the text breaks off
QUOTED = re.compile('[“”„«»"「」]')  # somebody said it
SENTENCE = 200  # characters; a longer paragraph is no call
SHOWN = "its text is shown to subscribers or after a question only"
SAVE = "save it from a browser that shows it, and add the file"
WAYS_IN = re.compile(
    r"enable (?:java ?script|cookies)|verify (?:that )?you are"
    r"|\bsubscribe(?: now)? to (?:continue|keep|read|unlock)|\b(?:only|exclusively) (?:for|to) subscribers\b"
    r"|\bsubscribers?[- ]only\b|\b(?:for|to) subscribers only\b"
    r"|\balready (?:a )?(?:subscriber|subscribed|a member)\b|\b(?:log|sign) in to (?:continue|read)"
    r"|\b(?:continue|keep) reading (?:with|for)\b|\bto (?:continue|keep) reading\b|\bunlock this (?:article|story)\b"
    r"|\bnur für abonnent|\bweiterlesen mit\b|\bbereits abonnent|\bréservée? (?:aux|à nos) abonnés|\bdéjà abonné"
    r"|\b(?:solo|exclusivo) para suscriptores|\briservato agli abbonati|\balleen voor abonnees",
    re.IGNORECASE,
)
BROKEN_OFF = re.compile(r"(?:…|\.\.\.)\W*$")
CONSENT = re.compile(
    r"\b(?:we|our|us|wir|uns\w*|nous|nos)\b.{0,150}\b(?:cookies?|consent|partners|personal data|partnern?|einwilligung"
    r"|personenbezogen\w+|partenaires|consentement|données personnelles)\b",
    re.IGNORECASE,
)
ERROR = re.compile(
    r"^\W*(?:http |error )?\W{0,3}(?:40[0-9]|410|429|50[0-4])(?: error)?"
    r"(?:\W*$|\s*[-–—|:.]|\W+(?:page |file )?(?:not|forbidden|gone))"
    r"|\bpage not found\b|^not found$|^access denied|^forbidden$|^just a moment|^attention required"
    r"|\bare you a (?:robot|human)\b|\bseite nicht gefunden|\bpage (?:introuvable|non trouvée)"
    r"|\bpágina no encontrada|\bpagina niet gevonden|\bpagina non trovata",
    re.IGNORECASE,
)


def without_calls(blocks: Sequence[str]) -> list[str]:
    """The blocks without those at their end that ask to subscribe."""
    return [block for at, block in enumerate(blocks) if at < len(blocks) - LAST or not _is_call(block)]


def _is_call(block: str) -> bool:
    return len(block) <= SENTENCE and WAYS_IN.search(block) is not None and not QUOTED.search(block)


def stands_before(blocks: Sequence[str], tree: HtmlElement, title: str | None) -> str | None:
    """Why the blocks that were found on a page are no article; None where they may be one."""
    size = sum(map(len, blocks))
    if size < NOTICE and title and ERROR.search(cleaned(title)):
        return f"holds no article, but a notice: {cleaned(title)[:SENTENCE]}"
    if size < ASKED and not _is_article(tree) and _asks(blocks):
        return "holds no article, but a question for consent; open it in a browser, save it, and add the file"
    if sum(map(len, without_calls(blocks))) < LEAST:
        if _calls(tree):
            return f"holds no article that can be read: {SHOWN}; {SAVE}"
        return "holds no article that can be read: no text of an article"
    if _lists(blocks, tree):
        return "holds no article, but a list of articles; add their addresses"
    return None


def breaks_off(blocks: Sequence[str], tree: HtmlElement, paid: bool) -> bool:
    """Whether they are only an article's beginning, the rest of which is for subscribers."""
    left = without_calls(blocks)
    called = paid or len(left) < len(blocks)
    walled = called or (bool(left) and bool(BROKEN_OFF.search(left[-1])) and _calls(tree))
    return walled and sum(map(len, left)) < STUB


def _calls(tree: HtmlElement) -> bool:
    return WAYS_IN.search(str(tree.text_content())) is not None


def _asks(blocks: Sequence[str]) -> bool:
    return 2 * sum(len(block) for block in blocks if CONSENT.search(block)) > sum(map(len, blocks))


def _is_article(tree: HtmlElement) -> bool:
    return bool(tree.xpath("//meta[@property='og:type' and @content='article']"))


def _lists(blocks: Sequence[str], tree: HtmlElement) -> bool:
    """Whether headlines of other articles part it."""
    headings = (cleaned(str(one.text_content())) for one in tree.iter("h1", "h2", "h3", "h4") if _leads(one))
    found = set(headings) & set(blocks)
    return len(found) >= max(LISTED, SHARE * len(blocks))


def _leads(heading: HtmlElement) -> bool:
    """Whether all of it is one link."""
    link = heading.find(".//a[@href]")
    inside = link is not None and cleaned(str(link.text_content())) == cleaned(str(heading.text_content()))
    return inside or next(heading.iterancestors("a"), None) is not None
