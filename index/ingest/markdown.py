"""How does a Markdown file become an article? Its text as plain paragraphs, and what its front matter says of it.

markdown-it reads it. What it would show as a page goes the way of all HTML: emphasis and addresses go, headings, list
items, block quotations, cells and captions are paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from index.addresses import canonical
from index.ingest.front import About, front_matter
from index.ingest.hints import Hint, one_line, origin_id
from index.ingest.plain import MAX_BYTES, decode
from index.model import Article, Skipped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_CHARACTERS = 1_000_000  # no article has a fifth of it; the worst that can be written so takes 15 s and 500 MB


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """One article and remarks on what of its front matter was left out, or one reason why there is none."""
    text = decode(stream.read(MAX_BYTES + 1))
    if isinstance(text, Skipped):
        yield Skipped(hint.path, text.reason)
        return
    if len(text) > MAX_CHARACTERS:
        yield Skipped(hint.path, f"has more than {MAX_CHARACTERS:,} characters, which no article has; split it")
        return
    about, body, problems = front_matter(text.lstrip("\ufeff"))
    title, plain = plain_of(body)
    if not plain:
        yield Skipped(hint.path, "has no text" + (" below its front matter" if body != text else ""))
        return
    yield _article(about, title, plain, hint)
    yield from (Skipped(hint.path, problem, added=True) for problem in problems)


def _article(about: About, headline: str | None, text: str, hint: Hint) -> Article:
    url = hint.url or about.url
    return Article(
        id=hint.id or about.id or origin_id(canonical(about.url) if about.url else hint.origin),
        text=text,
        path=hint.path,
        title=hint.title or about.title or headline,
        outlet=hint.outlet or about.outlet,
        published=hint.published or about.published,
        url=url,
        author=hint.author or about.author,
        language=about.language,
        transcript=about.transcript if hint.transcript is None else hint.transcript,
        named=bool(hint.id or about.id),
    )


def plain_of(markdown: str) -> tuple[str | None, str]:
    """The headline that some Markdown opens with, if it does, and its words as paragraphs parted by blank lines."""
    from index.ingest.pages.fragments import text_of

    reader = _reader()
    env: dict[str, Any] = {}
    tokens = reader.parse(markdown, env)
    headline = None
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        headline = one_line(text_of(reader.renderer.render(tokens[:3], reader.options, env)))
    return headline, text_of(reader.renderer.render(tokens, reader.options, env))


def _reader() -> MarkdownIt:
    """CommonMark with tables, struck words and footnotes, whose marks in the text are left out."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    for rule in ("footnote_ref", "footnote_anchor"):
        reader.add_render_rule(rule, _nothing)
    reader.add_render_rule("image", _caption)
    return reader


def _nothing(_self: object, _tokens: Sequence[Token], _at: int, _options: object, _env: object) -> str:
    return ""


def _caption(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    """What stands under a picture, as a paragraph of its own; of a picture amid a line's words, nothing."""
    from html import escape

    image = tokens[at]
    alone = ("softbreak", "hardbreak", "link_open", "link_close")
    first = at == 0 or tokens[at - 1].type in alone
    last = at == len(tokens) - 1 or tokens[at + 1].type in alone
    words = str(image.attrs.get("title") or image.content)
    return f"<figcaption>{escape(words)}</figcaption>" if first or last else ""
