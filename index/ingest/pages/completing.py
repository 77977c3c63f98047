"""Which paragraphs of the article were left out of it?

Some sites lay an article out in several containers of one class, with advertisements between, of which only the fullest
is taken for the article; posts that an article quotes are often taken for none of its own, and captions of its
pictures never are: each is a block of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from index.ingest.pages.blocks import cleaned
from index.ingest.pages.preparing import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROSE = 25  # characters; a shorter paragraph is a label, and stands in many places
PROBE = 16  # letters by which a paragraph is looked for in the article: at its beginning, middle and end
CERTAIN = 2  # paragraphs of the article in a container: one alone may be a teaser that repeats it
LINKS = 0.5  # of a paragraph's text: what is more of links leads elsewhere
WRAPPINGS = 3  # around a post from elsewhere
UNSEEN = ("script", "style", "noscript", "iframe")
WRITTEN_OUT = re.compile(r"(?:https?://|pic\.)\S+$")
NO_ARTICLE = ("aside", "nav", "footer", "form")
ASIDE = (*NO_ARTICLE, "figure", "header")
CAPTION = "figcaption"
Form = tuple[str, str]


class Paragraph(NamedTuple):
    """A paragraph of the page, and by what it is looked for in the article."""

    element: HtmlElement
    text: str
    probes: tuple[str, ...]  # none of what is no prose


def completed(tree: HtmlElement, blocks: Sequence[str]) -> list[str]:
    """The blocks of an article, with the paragraphs that stand in the same containers, each in its place."""
    elements = (element for _, element in etree.iterwalk(tree, events=("end",), tag=("p", "blockquote", CAPTION)))
    paragraphs = [paragraph for one in elements if (paragraph := _paragraph(one)).probes]
    places = _places(blocks, {probe for one in paragraphs for probe in one.probes})
    found = [all(probe in places for probe in one.probes) for one in paragraphs]
    homes = Counter(_home(one.element) for one, hit in zip(paragraphs, found, strict=True) if hit)
    certain = {home for home, count in homes.items() if home is not None and count >= CERTAIN}
    last = max((number for number, hit in enumerate(found) if hit), default=0)  # captions behind it advertise
    alike = {(_form(home), above) for home in certain if home.get("class") and (above := _above(home)) is not None}
    added: dict[int, list[str]] = {}  # by the number of blocks before
    known: set[tuple[str, ...]] = set()
    at = 0
    for number, (one, hit) in enumerate(zip(paragraphs, found, strict=True)):
        if hit:
            at = max(at, places[one.probes[0]] + 1)
            continue
        if one.element.tag == CAPTION:
            belongs = number < last and _pictured(one.element, certain)
        else:
            belongs = _belongs(one.element, certain, alike)
        if belongs and one.probes not in known and not _leads_away(one):
            added.setdefault(at, []).append(one.text)
            known.add(one.probes)
    out = [*added.get(0, ())]
    for number, block in enumerate(blocks, 1):
        out += (block, *added.get(number, ()))
    return out


def key(text: str) -> str:
    """What two forms of a text share: its letters and digits."""
    return "".join(filter(str.isalnum, text.casefold()))


def _paragraph(element: HtmlElement) -> Paragraph:
    """A paragraph; of a block quotation what stands in none of it, as who is quoted."""
    if element.tag == "blockquote":
        parts = [element.text, *(part for child in element for part in (_inline(child), child.tail))]
        text = cleaned(" ".join(part for part in parts if part))
    else:
        text = cleaned(" ".join(map(str, element.itertext())) if element.find(".//br") is not None else _words(element))
    letters = key(text)
    if len(text) < PROSE or len(letters) < PROBE:
        return Paragraph(element, text, ())
    middle = (len(letters) - PROBE) // 2
    return Paragraph(element, text, (letters[:PROBE], letters[middle : middle + PROBE], letters[-PROBE:]))


def _inline(element: HtmlElement) -> str:
    return _words(element) if element.tag in INLINE else " "


def _places(blocks: Iterable[str], probes: set[str]) -> dict[str, int]:
    """The first block in which each probe stands: the article is gone through once, however many there are."""
    keys = [key(block) for block in blocks]
    ends = list(accumulate(map(len, keys)))
    whole = "".join(keys)
    places: dict[str, int] = {}
    for at in range(len(whole) - PROBE + 1):
        probe = whole[at : at + PROBE]
        if probe in probes and probe not in places:
            places[probe] = bisect_right(ends, at)
    return places


def _home(paragraph: HtmlElement) -> HtmlElement | None:
    """What a paragraph stands in; that of a block quotation what this stands in, alone in its wrappings or not."""
    quotation = next(paragraph.iterancestors("blockquote"), paragraph if paragraph.tag == "blockquote" else None)
    if quotation is None:
        return paragraph.getparent()
    home = quotation.getparent()
    for _ in range(WRAPPINGS):
        if home is None or home.tag != "div" or not _wraps(home):
            break
        home = home.getparent()
    return home


def _wraps(home: HtmlElement) -> bool:
    """Whether it has nothing but one element, and scripts."""
    seen = [child for child in home if child.tag not in UNSEEN]
    return len(seen) == 1 and not (home.text or "").strip() and not any((child.tail or "").strip() for child in home)


def _above(home: HtmlElement) -> HtmlElement | None:
    """Within what containers like this one are looked for: what holds its parent."""
    parent = home.getparent()
    return parent.getparent() if parent is not None else None


def _form(element: HtmlElement) -> Form:
    return str(element.tag), element.get("class") or ""


def _belongs(paragraph: HtmlElement, certain: set[HtmlElement], alike: set[tuple[Form, HtmlElement]]) -> bool:
    """Whether a paragraph stands where the article's do, or in a container of the same form beside."""
    home = _home(paragraph)
    if home is None or any(True for _ in paragraph.iterancestors(*ASIDE)):
        return False
    if home in certain:
        return True
    form = _form(home)
    return any((form, above) in alike for above in home.iterancestors())


def _pictured(caption: HtmlElement, certain: set[HtmlElement]) -> bool:
    """Whether a caption's picture stands among the article's paragraphs."""
    above = list(caption.iterancestors())
    return not certain.isdisjoint(above) and not any(element.tag in NO_ARTICLE for element in above)


def _leads_away(paragraph: Paragraph) -> bool:
    """Whether most of it is links; an address that is written out is what a post ends with."""
    linked = [cleaned(_words(link)) for link in paragraph.element.iter("a")]
    return sum(len(text) for text in linked if not WRITTEN_OUT.match(text)) > LINKS * len(paragraph.text)


def _words(element: HtmlElement) -> str:
    return str(element.text_content())
