"""What of a page is surely no article's, before its text is looked for? Lists of links and of beginnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select")
LISTS = ("p", "div", "ul", "ol", "span", "section", "aside", "nav")
BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[\.\.\.\])\W*(?:[^\W\d_]+\W*){0,4}$")  # and a "read more" behind it
LEAST_BEGUN = 3  # beginnings: fewer prove nothing
LEAST_LINKS = 3  # of two, one may be the prose's own
HEADLINE = 25  # characters; a shorter link is a word of a sentence, or a tag
SHARE = 0.8  # of a list's text that is links; the rest are words like VIDEO beside them
REST = 200  # characters of that rest: a short article among many links has more


def without_scripts(tree: HtmlElement) -> HtmlElement:
    """The tree without what a reader of the page does not see as text."""
    for element in list(tree.iter(*NO_TEXT)):
        element.drop_tree()
    return tree


def pruned(tree: HtmlElement) -> HtmlElement:
    """The tree without what only leads elsewhere; its text would be taken for the article's."""
    for element in (*_begun(tree), *_lists(tree)):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _begun(tree: HtmlElement) -> list[HtmlElement]:
    """The articles within one that are beginnings of others: several, most of which break off."""
    inner: dict[HtmlElement, list[HtmlElement]] = {}
    for element in tree.iter("article"):
        outer = next(element.iterancestors("article"), None)
        if outer is not None:
            inner.setdefault(outer, []).append(element)
    return [element for some in inner.values() if _break_off(some) for element in some]


def _break_off(some: list[HtmlElement]) -> bool:
    begun = sum(bool(BROKEN_OFF.search(_folded(element))) for element in some)
    return begun >= LEAST_BEGUN and 2 * begun >= len(some)


def _lists(tree: HtmlElement) -> list[HtmlElement]:
    """The outermost elements that hold little but headlines of other articles, each a link."""
    linked: dict[HtmlElement, int] = {}
    many: dict[HtmlElement, int] = {}
    for link in tree.iter("a"):
        size = len(_folded(link))
        for above in link.iterancestors(*LISTS):
            linked[above] = linked.get(above, 0) + size
            many[above] = many.get(above, 0) + (size >= HEADLINE)
    return [one for one, size in linked.items() if many[one] >= LEAST_LINKS and _is_list(size, len(_folded(one)))]


def _is_list(linked: int, whole: int) -> bool:
    return linked >= SHARE * whole and whole - linked <= REST


def _folded(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
