"""How is a quotation given on, with who said it and where it was printed?

In one of the styles of `STYLES`, or in the reader's own: a template with named fields. What is not known leaves
nothing behind: no empty brackets, no second comma.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path

from msgspec import Struct

from index.days import DATE, FORMS, written
from index.model import Article, ArticleRow, Quotation
from tui import bibtex, config
from tui.markdown import in_markdown, linked
from tui.saying import WEB, about, words_of

FIELDS = ("speaker", "words", "outlet", "title", "author", "date", "url", "id")


class Cited(Struct, frozen=True):
    """Words that somebody printed: the quotation, its article, the words on one line or as they stand there.

    `id` is where they are: `ARTICLE#START-END`. `quotation` is None where the words are no quotation's. `exact` words
    were selected by the reader, and are taken as they stand: with their own marks, or none.
    """

    words: str
    article: Article | ArticleRow
    id: str
    quotation: Quotation | None = None
    exact: bool = False

    @property
    def marked(self) -> str:
        """The words between marks, where they stood between marks."""
        return self.words if self.exact or self.quotation is None else words_of(self.quotation, self.words)

    @property
    def speaker(self) -> str:
        """Who said it, as sure as that is: "perhaps Ada Lind, prime minister of Norland"."""
        return str(about(self.quotation)) if self.quotation is not None and self.quotation.speaker else ""

    @property
    def speaker_told(self) -> str:
        """The same with a remark where the words are the writer's."""
        retold = self.quotation is not None and self.quotation.kind == "indirect"
        return ", ".join(part for part in (self.speaker, "in the writer's words" if retold else "") if part)

    @property
    def date(self) -> str:
        """ "2 November 2025", as far as it is known."""
        return _line(written(self.article.published, "long") or self.article.published)

    @property
    def url(self) -> str:
        """The address, where it is one of the web."""
        url = _line(self.article.url).replace(" ", "%20")
        return url if url.startswith(WEB) else ""


class Style(Struct, frozen=True):
    """A way to cite: its name, what it is in a line for the palette, and how it writes."""

    name: str
    told: str
    write: Callable[[Cited], str]


class WrongStyle(Struct, frozen=True):
    """Why there is no such style, in a sentence."""

    message: str


def cited(quotation: Quotation, article: Article | ArticleRow, words: str | None = None) -> Cited:
    """A quotation, all its parts given as `words`."""
    return Cited(_line(words or quotation.text), article, quotation.id, quotation)


def passage(article: Article, start: int, end: int, quotation: Quotation | None) -> Cited:
    """A stretch exactly as it stands in the article; its speaker's where all of it belongs to a `quotation`."""
    return Cited(article.text[start:end], article, f"{article.id}#{start}-{end}", quotation, exact=True)


def style_of(asked: str, own: Mapping[str, str] | None = None) -> Style | WrongStyle:
    """The style of a name, also of the reader's `own`; or a template, which has a field in braces, such as {words}."""
    known = styles(own)
    if asked in known:
        return known[asked]
    if "{" not in asked:
        hint = _nearest(asked, tuple(known))
        return WrongStyle(
            f'there is no citation style "{_line(asked)}"{hint}; there are {", ".join(known)}, '
            f"or a template such as “{{words}}” — {{speaker}} ({{outlet}}, {{date}})"
        )
    unknown = [name for name in _FIELD.findall(_without_doubled(asked)) if name not in FIELDS]
    if unknown:
        fields = ", ".join(f"{{{field}}}" for field in FIELDS)
        hint = _nearest(unknown[0], FIELDS, "{", "}")
        return WrongStyle(f"a citation has no field {{{_line(unknown[0])}}}{hint}; the fields are {fields}")
    if re.search("[{}]", _FIELD.sub("", _without_doubled(asked))):
        return WrongStyle("a citation's template has a brace that is not closed or not opened; write {{ or }} for one")
    return Style("own", "Your own template", lambda one: _filled(asked, one))


def styles(own: Mapping[str, str] | None = None) -> dict[str, Style]:
    """The styles there are, and the reader's own: those of the settings, where no others are given by name."""
    if own is None:
        settings = config.current()
        own = settings.citations if settings else {}
    return STYLES | {name: Style(name, template, partial(_filled, template)) for name, template in own.items()}


def citation(one: Cited, style: Style) -> str:
    """It in a style, with nothing in it that commands a terminal."""
    return _CONTROL.sub(" ", style.write(one))


def link(article: Article | ArticleRow, quotation: Quotation | None, library: Path | None = None) -> str:
    """Where it is to be found: the article's address, if it has one, and the command that opens it, a line each.

    `library` is its folder, where it is not the one that the command opens by itself.
    """
    spot = quotation.id if quotation else article.id
    asked = [] if library is None else ["--library", str(library)]
    place = ["--open", *asked, "--", spot] if spot.startswith("-") else [spot, "--open", *asked]
    command = shlex.join(["quoth", "show", *place])
    url = _line(article.url).replace(" ", "%20")
    return "\n".join(part for part in (url, command) if part)


def _plain(one: Cited) -> str:
    """The words, the speaker, and the article in a line that can be found again: outlet, date, id, address."""
    title = f"“{_line(one.article.title)}”" if one.article.title else ""
    parts = (title, _line(one.article.outlet), one.date, one.id, _line(one.article.url))
    where = f"({', '.join(part for part in parts if part)})"
    if one.exact:
        return f"{one.words}\n{f'— {one.speaker_told} ' if one.speaker_told else ''}{where}"
    return f"{one.marked}{f' — {one.speaker_told}' if one.speaker_told else ''} {where}"


def _markdown(one: Cited) -> str:
    title = in_markdown(one.article.title or (one.url and one.id))
    if one.url:
        title = linked(title, one.url)
    outlet = f"*{in_markdown(one.article.outlet)}*" if one.article.outlet else ""
    where = ", ".join(part for part in (in_markdown(one.speaker_told), title, outlet, one.date) if part)
    lines = [f"> {in_markdown(line)}".rstrip() for line in one.marked.splitlines()]
    return "\n".join([*lines, ">", f"> — {where or in_markdown(one.id)}"])


def _html(one: Cited) -> str:
    title, outlet = escape(_line(one.article.title)), escape(_line(one.article.outlet))
    if one.url:
        title = f'<a href="{escape(one.url)}">{title or escape(one.id)}</a>'
    date = DATE.match(one.article.published or "")
    when = f'<time datetime="{date.group()}">{escape(one.date)}</time>' if date else escape(one.date)
    source = f"<cite>{title}</cite>" if title else ""
    where = ", ".join(part for part in (escape(one.speaker_told), source, outlet, when) if part)
    about_it = f' cite="{escape(one.url)}"' if one.url else ""
    words = "<br>\n".join(escape(line) for line in one.marked.splitlines())
    return f"<blockquote{about_it}>\n<p>{words}</p>\n<footer>— {where or escape(one.id)}</footer>\n</blockquote>"


def _chicago(one: Cited) -> str:
    """As a note of the Chicago Manual of Style (17th edition, 14.191): author, title, outlet, date, address."""
    title = f"“{_line(one.article.title)},”" if one.article.title else ""
    said = _sentence(one.marked)
    by = f" {_ended(one.speaker_told + ', quoted in' if one.speaker_told else 'Quoted in')}"
    tail = ", ".join(part for part in (_line(one.article.outlet), _american(one), one.url) if part)
    where = " ".join(
        part for part in (f"{_line(one.article.author)}," if one.article.author else "", title, tail) if part
    )
    return f"{said}{by} {(where or one.id).rstrip(',').removesuffix(',”')}.".replace("  ", " ")


def _apa(one: Cited) -> str:
    """As the American Psychological Association has it (7th edition, 10.1.16): in the text, and in the references."""
    year = DATE.match(one.article.published or "")
    who = _line(one.article.author) or _line(one.article.outlet) or f"“{_line(one.article.title) or one.id}”"
    by = f"{one.speaker_told}, as cited in " if one.speaker_told else ""
    inline = f"{one.marked} ({by}{who}, {year[1] if year else 'n.d.'})."
    outlet = _line(one.article.outlet) if one.article.author else ""
    parts = (_line(one.article.title), outlet)
    rest = " ".join(_ended_with_stop(part) for part in parts if part)
    reference = f"{_ended_with_stop(who)} ({_inverted(one)}). {rest} {one.url}"
    return f"{inline}\n\n{' '.join(reference.split())}"


def _bibtex(one: Cited) -> str:
    told = f"{one.marked}{f' — {one.speaker_told}' if one.speaker_told else ''} ({one.id})"
    return bibtex.entry(one.article, told)


STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        Style(
            "plain",
            "The words, who said them, and in brackets where and when; ends with the id and the address",
            _plain,
        ),
        Style("markdown", "A block quotation of Markdown, with a link", _markdown),
        Style("html", "A block quotation of HTML, with a link", _html),
        Style("chicago", "A note after the Chicago Manual of Style", _chicago),
        Style("apa", "A citation and its reference, as the APA has them", _apa),
        Style("bibtex", "An entry for BibTeX, the words in its note", _bibtex),
    )
}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FIELD = re.compile(r"\{([^{}]*)\}")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _sentence(words: str) -> str:
    """With a full stop, where it has no end of its own; American, inside the mark."""
    inner, mark = (words[:-1], words[-1]) if words.endswith("”") else (words, "")
    return f"{inner.rstrip(',;:') if inner[-1:] in ',;:' else inner}{'' if inner[-1:] in '.!?…' else '.'}{mark}"


def _ended(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ended_with_stop(words: str) -> str:
    return words if words[-1:] in ".!?…" else f"{words}."


def _american(one: Cited) -> str:
    """ "November 2, 2025"."""
    return written(one.article.published, "long", FORMS["month-first"]) or one.date


def _inverted(one: Cited) -> str:
    """ "2025, November 2"."""
    return written(one.article.published, "long", "{year}, {month} {day}") or one.date or "n.d."


_GAP, _VALUE = "\ue000", "\ue001"  # of private use: in a template where a value is missing, where one stands
_PAIRS = ("()", "[]", "“”", '""', "''", "‘’", "«»", "‹›", "„“", "<>", "**", "__")
_EMPTY = re.compile("|".join(rf"{re.escape(pair[0])}[ \t]*{_GAP}[ \t]*{re.escape(pair[1])}" for pair in _PAIRS))
_FIRST = re.compile(rf"(^|[(\[“‘«‹„])[ \t]*{_GAP}[ \t]*(?:[,;:·|—–.-]+[ \t]*)?", re.M)
_LATER = re.compile(rf"(?:[ \t]*[,;:·|—–]|[ \t]+-|\.)?[ \t]*{_GAP}")


def _filled(template: str, one: Cited) -> str:
    """A template with its values; where one is missing, what bound it to its neighbours goes, and empty brackets."""
    values = {
        "speaker": one.speaker_told,
        "words": one.words,
        "outlet": _line(one.article.outlet),
        "title": _line(one.article.title),
        "author": _line(one.article.author),
        "date": one.date,
        "url": _line(one.article.url),
        "id": one.id,
    }
    there: list[str] = []

    def put(match: re.Match[str]) -> str:
        value = {"{{": "{", "}}": "}"}.get(match[0]) or values[match[1]]
        there.extend([value] if value else [])
        return _VALUE if value else _GAP

    frame = re.sub(r"\{\{|\}\}|\{([^{}]*)\}", put, template.replace(_GAP, "").replace(_VALUE, ""))
    lines = []
    for line in frame.split("\n"):
        kept = line
        while _GAP in kept:
            kept, empty = _EMPTY.subn(_GAP, kept, count=1)
            if not empty:
                kept, first = _FIRST.subn(r"\1", kept, count=1)
                kept = kept if first else _LATER.sub("", kept, count=1)
        if kept.strip() or not line.strip():
            lines.append(kept.rstrip() if kept != line else kept)
    values_left = iter(there)
    return re.sub(_VALUE, lambda _: next(values_left), "\n".join(lines))


def _without_doubled(template: str) -> str:
    return template.replace("{{", "").replace("}}", "")


def _nearest(asked: str, names: tuple[str, ...], before: str = '"', behind: str = '"') -> str:
    from difflib import get_close_matches

    near = get_close_matches(asked.lower(), names, n=1, cutoff=0.5)
    return f"; did you mean {before}{near[0]}{behind}?" if near else ""
