"""Does a feed give an article in full, and how does its entry become one?

Where some publishers put the whole text, others put a teaser. What a feed calls the content is whole from `CONTENT`
characters on, what it calls a summary or description from `DESCRIPTION` on, unless it ends as what is cut off does.
"""

from __future__ import annotations

import re

from index.addresses import canonical, same_site
from index.ingest.feeds.entries import text_of
from index.ingest.hints import Hint, origin_id
from index.model import Article, Entry, Skipped

CONTENT = 500  # characters: teasers have 100 to 350; of shorter news the page is asked for, to be sure
DESCRIPTION = 1_500  # in two paragraphs at least: the longest teasers have 800
CUT = re.compile(  # how a text ends that goes on elsewhere
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|\+\d+ chars?|read more|more)\]|→|»|>>"
    r"|\b(?:read (?:more|on|the (?:full|whole|rest)[^.]{0,40})|continue reading[^.]{0,80}|full (?:story|article)"
    r"|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo))[\s\]).→»>]*$",
    re.IGNORECASE,
)
ADDED = re.compile(r"^The post .{0,300} (?:first appeared on|appeared first on) .{0,200}$", re.DOTALL)
LEAST = 60  # characters, as of a page: a shorter text is no article


def given(content: str | None, summary: str | None) -> tuple[str, bool]:
    """The HTML of what a feed gives as the text itself, "" where it only announces it; and whether that is in full."""
    for html, least, whole, paragraphs in (
        (content, LEAST, CONTENT, 1),
        (summary, DESCRIPTION, DESCRIPTION, 2),
    ):
        text = text_of(html)
        blocks = _blocks(text)
        if html and len(text) >= least and len(blocks) >= paragraphs and not CUT.search(blocks[-1]):
            return html, len(text) >= whole
    return "", False


def article_of(entry: Entry, title: str | None, hint: Hint) -> Article | Skipped:
    """The article that an entry's own content is; `title` is its feed's, and the hint is of the feed, too."""
    blocks = _blocks(text_of(entry.content))
    if len(blocks) > 1 and entry.title and blocks[0].casefold() == entry.title.casefold():
        blocks = blocks[1:]
    text = "\n\n".join(blocks)
    if len(text) < LEAST:
        named = f"“{entry.title}”" if entry.title else "an entry without title"
        return Skipped(entry.url or hint.path, f"{named} has no text in the feed")
    return Article(
        id=entry_id(entry, hint.origin),
        text=text,
        path=entry.url or hint.path,
        title=entry.title or hint.title,
        outlet=hint.outlet,
        published=entry.published or hint.published,
        url=entry.url,
        author=entry.author or hint.author,
        language=entry.language,
        transcript=hint.transcript,
        site=title,
        at=entry.url if entry.url and same_site(entry.url, hint.origin) else None,
    )


def entry_id(entry: Entry, feed: str) -> str:
    """The id of an entry's article: from its address, else from its feed's and its name there."""
    return origin_id(canonical(entry.url) if entry.url else f"{feed}#{entry.name}")


def _blocks(text: str) -> list[str]:
    """The paragraphs, without what a publishing program puts under each."""
    blocks = text.split("\n\n") if text else []
    return blocks[:-1] if len(blocks) > 1 and ADDED.search(blocks[-1]) else blocks
