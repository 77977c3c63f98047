"""Which text has a piece of HTML that is all the article's: a feed's entry, an e-mail? Nothing is left out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from index.ingest.hints import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head", "title")
DECLARED = re.compile(r"^\s*<\?xml\b[^>]{0,200}>")  # its encoding, which is undone already
STYLED = etree.XPath("body//*[@style]")
HIDES = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)  # what only lists of e-mails show
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
BREAKS = re.compile(r"\n[ \t]*\n")  # of two `br`: that is how who has no paragraphs writes them


def text_of(html: str) -> str:
    """Its paragraphs, headings, list items, captions and cells, parted by blank lines."""
    tree = tree_of(html)
    return "" if tree is None else text_within(tree)


def tree_of(html: str) -> HtmlElement | None:
    """The piece as a tree; None where there is nothing in it."""
    try:
        return lxml_html.document_fromstring(DECLARED.sub("", html.replace("\0", "")))
    except (etree.ParserError, ValueError):
        return None


def text_within(tree: HtmlElement) -> str:
    """The text of a tree, out of which it takes what a reader does not see."""
    for element in list(tree.iter(*UNSEEN, etree.Comment, etree.ProcessingInstruction)):
        element.drop_tree()
    for element in STYLED(tree):
        if element.getparent() is not None and HIDES.search(element.get("style")):
            element.drop_tree()
    blocks: list[str] = []
    words: list[str] = []

    def flush() -> None:
        blocks.extend(" ".join(part.split()) for part in BREAKS.split(CONTROLS.sub(" ", "".join(words))))
        words.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS:
            flush()
        if event == "start":
            words.append("\n" if element.tag == "br" else "“" if element.tag == "q" else "")
            words.append(_folded(element.text))
        else:
            words.append("”" if element.tag == "q" else "")
            words.append(_folded(element.tail) if element is not tree else "")
    flush()
    return "\n\n".join(block for block in blocks if block)


def _folded(text: str | None) -> str:
    """Text as a browser shows it: a line break in it is a space."""
    return re.sub(r"\s+", " ", text or "")
