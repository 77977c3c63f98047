"""How is an article written as an entry of a BibTeX file?

The fields are those of biblatex's `@online`, which BibTeX styles that don't know the type treat as `@misc`.
"""

from __future__ import annotations

import re
from hashlib import sha256

from index.days import DATE
from index.model import Article, ArticleRow
from tui.saying import on_a_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SPECIALS = str.maketrans(_SPECIAL)
_IN_ADDRESS = {
    "{": "%7B",
    "}": "%7D",
    "\\": "%5C",
}  # verbatim in biblatex: there nothing may be escaped but by per cent


def entry(article: Article | ArticleRow, note: str = "") -> str:
    """An article's entry, with its key; what is not known is left out."""
    date = DATE.match(article.published or "")
    fields = {
        "title": _braced(article.title),
        "author": _braced(article.author),
        "organization": escaped(article.outlet),
        "date": date.group() if date else escaped(article.published),
        "url": address(article.url),
        "note": escaped(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{key(article)},", *lines, "}"])


def key(article: Article | ArticleRow) -> str:
    """A key that stays the same: outlet and year for people, and digits of the article's id.

    The digits tell two articles of an outlet apart; they depend on nothing but the id.
    """
    outlet = "".join(re.findall("[a-z0-9]+", (article.outlet or "article").lower())) or "article"
    date = DATE.match(article.published or "")
    return f"{outlet[:20]}{date[1] if date else ''}-{sha256(article.id.encode('utf-8', 'replace')).hexdigest()[:8]}"


def escaped(text: str | None) -> str:
    """Text on one line in which nothing is a command of LaTeX; letters beyond ASCII stay."""
    return on_a_line(text).translate(_SPECIALS)


def address(url: str | None) -> str:
    """An address as biblatex takes it: as it is, with braces and backslashes percent-encoded, so that none is open."""
    return "".join(_IN_ADDRESS.get(c, c) for c in re.sub(r"\s+", "%20", on_a_line(url)))


def _braced(text: str | None) -> str:
    """In braces of its own: a title keeps its capitals, an author is one name, however many commas it has."""
    inner = escaped(text)
    return f"{{{inner}}}" if inner else ""
