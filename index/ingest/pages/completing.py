"""Which paragraphs of the article were left out of it?

Some sites lay an article out in several containers of one class, with advertisements between, of which only the fullest
is taken for the article; and posts that an article quotes are often taken for none of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROSE = 25  # characters; a shorter paragraph is a label, and stands in many places
CERTAIN = 2  # paragraphs of the article in a container: one alone may be a teaser that repeats it
LINKS = 0.5  # of a paragraph's text: what is more of links leads elsewhere
ASIDE = ("aside", "nav", "footer", "form", "figure", "header")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Form = tuple[str, str]


def completed(tree: HtmlElement, blocks: Sequence[str]) -> list[str]:
    """The blocks of an article, with the paragraphs that stand in the same containers, each in its place."""
    whole = "\n".join(blocks)
    paragraphs = [(one, text) for one in tree.iter("p") if (text := _text(one))]
    found = [len(text) >= PROSE and text in whole for _, text in paragraphs]
    homes = Counter(_home(one) for (one, _), hit in zip(paragraphs, found, strict=True) if hit)
    certain = {home for home, count in homes.items() if home is not None and count >= CERTAIN}
    alike = {(_form(home), above) for home in certain if home.get("class") and (above := _above(home)) is not None}
    out = list(blocks)
    at = 0
    for (one, text), hit in zip(paragraphs, found, strict=True):
        if hit:
            at = max(at, next(i for i, block in enumerate(out) if text in block) + 1) if text in whole else at
        elif len(text) >= PROSE and _belongs(one, certain, alike) and not _leads_away(one, text) and text not in whole:
            out.insert(at, text)
            whole += f"\n{text}"
            at += 1
    return out


def _home(paragraph: HtmlElement) -> HtmlElement | None:
    """What a paragraph stands in, that of a block quotation what this stands in."""
    home = paragraph.getparent()
    return home.getparent() if home is not None and home.tag == "blockquote" else home


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


def _leads_away(paragraph: HtmlElement, text: str) -> bool:
    return sum(len(_text(link)) for link in paragraph.iter("a")) > LINKS * len(text)


def _text(element: HtmlElement) -> str:
    return " ".join(CONTROL.sub(" ", element.text_content()).split())
