"""What is put right in a page before its article is looked for? Marks of `q`, and line breaks within a sentence.

A line's end is a paragraph's to who looks for quotations, and nobody who looks for articles keeps the marks that a
browser shows around `q`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr"),
    )
)
CROWD = (
    3_000  # children of one element: what looks for articles takes the square of their number, and articles have tens
)
OPENED, CLOSED = "“«「『", "”»」』"
LOW = "„"  # closed by what opens others
MARKED = "“”„«»‘’‹›\"'"
OUTER, INNER = ("“", "”"), ("‘", "’")


def prepared(tree: HtmlElement) -> HtmlElement:
    """The tree with marks around each `q`, and spaces for the line breaks in the middle of a quotation or sentence."""
    unmarked = [
        one for one in tree.iter("q") if (inside := str(one.text_content()).strip()) and inside[0] not in MARKED
    ]
    for quotation in reversed(unmarked):  # what stands within another before it
        _mark(quotation)
    for quotation in list(tree.iter("q")):
        quotation.tag = "span"  # it is taken for a block quotation by others
    for crowd in [element for element in tree.iter("p", "div", "span", "body", "article") if len(element) > CROWD]:
        _thin(crowd)
    for one in _within(tree):
        _replace(one)
    return tree


def _thin(crowd: HtmlElement) -> None:
    """Leave the words alone of an element with thousands of words in elements of their own."""
    for line_break in list(crowd.iterchildren("br")):
        line_break.tail = "\n" + (line_break.tail or "")
    etree.strip_tags(crowd, "br", *INLINE)
    crowd.text = crowd.text  # one text of the thousands that lie side by side now
    for child in crowd:
        child.tail = child.tail


def _mark(quotation: HtmlElement) -> None:
    """Marks in place of the element."""
    first, last = INNER if any(True for _ in quotation.iterancestors("q")) else OUTER
    quotation.text = first + (quotation.text or "").lstrip()
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "").rstrip() + last
    else:
        quotation.text = quotation.text.rstrip() + last


def _within(tree: HtmlElement) -> list[HtmlElement]:
    """The line breaks behind which the same sentence goes on: a quotation is open, or a small letter follows."""
    found: list[HtmlElement] = []
    waiting: HtmlElement | None = None  # a break behind which nothing has come yet
    depth = straight = 0
    low = False

    def heard(text: str | None) -> None:
        nonlocal waiting, depth, straight, low
        if not text or not (words := text.strip()):
            return
        if waiting is not None and (depth > 0 or straight % 2 or words[0].islower()):
            found.append(waiting)
        elif waiting is not None:
            depth, straight, low = 0, 0, False
        waiting = None
        low = low or LOW in words
        opened, closed = (LOW, "“”") if low else (OPENED, CLOSED)
        depth = max(0, depth + sum(map(words.count, opened)) - sum(map(words.count, closed)))
        straight += words.count('"')

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start" and element.tag == "br":
            if waiting is not None:  # a second one: a paragraph's end
                waiting, depth, straight, low = None, 0, 0, False
            else:
                waiting = element
        elif event in ("start", "end") and element.tag not in INLINE and element.tag != "br":
            waiting, depth, straight, low = None, 0, 0, False
        if event == "start":
            heard(element.text)
        elif element is not tree:
            heard(element.tail)
    return found


def _replace(line_break: HtmlElement) -> None:
    line_break.tail = " " + (line_break.tail or "").lstrip()
    line_break.drop_tag()
