"""What stands before an article, or in its place, is told from it."""

from __future__ import annotations

import pytest
from written import HINT, PROSE, WORDS, article, page, prose

from index.ingest.pages import article_of, articles_of
from index.model import Article, Skipped

CALL = "<div><p>This article is for subscribers only.</p><p>Subscribe to continue reading.</p></div>"
FREE = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
SORRY = "Sorry, what you asked for is not here any more, but our front page is."
STORIES = "".join(f"<div><h2><a href=/{n}>Story {n} of the harbour</a></h2><p>Its words.</p></div>" for n in range(9))
CONSENT = (
    "We and our 842 partners store cookies on your device and process personal data to show you advertisements.",
    "With your permission we and our partners may use precise geolocation data, as described above.",
)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<article>{prose(PROSE, WORDS)}{CALL}</article>", ""),
        (f"<article>{prose(PROSE, WORDS)}</article>", FREE),
        (f"<article>{prose(WORDS, PROSE + '…')}</article><footer>Already a subscriber? Sign in</footer>", ""),
    ],
)
def test_a_beginning_is_added_and_said(body: str, head: str) -> None:
    first, remark = articles_of(page(body, head), HINT)
    assert isinstance(first, Article)
    assert WORDS in first.text
    assert "ubscribe" not in first.text
    assert isinstance(remark, Skipped)
    assert remark.added
    assert "shows all only its beginning" in remark.reason


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{prose(*[PROSE * 3] * 3, WORDS)}</article><footer>Already a subscriber? Sign in</footer>",
        f"<article>{prose(PROSE, WORDS, '“Keep it for subscribers only,” he said.')}</article>",
        f"<article>{prose(PROSE, WORDS)}</article><footer>Subscribe to read</footer>",
    ],
)
def test_a_whole_article_is_no_beginning(body: str) -> None:
    (only,) = articles_of(page(body), HINT)
    assert isinstance(only, Article)
    assert WORDS in only.text


@pytest.mark.parametrize(
    ("body", "title", "reason"),
    [
        (f"<div>{prose(*CONSENT)}</div>", "Your privacy", "a question for consent"),
        (prose(SORRY), "Page not found", "a notice"),
        (
            prose("Sorry, what you asked for is not here any more, but our front page is."),
            "404 | Coast Wire",
            "a notice",
        ),
        (f"<article>{CALL}</article>", "Ferry", "to subscribers"),
        (
            "".join(
                f"<div><h2><a href=/{n}>Story {n} of the harbour</a></h2><p>Its words.</p></div>" for n in range(9)
            ),
            "Coast Wire",
            "a list of articles",
        ),
    ],
)
def test_what_is_no_article_is_told(body: str, title: str, reason: str) -> None:
    found = article_of(page(f"<main><h1>{title}</h1>{body}</main>").replace(b">Ferry<", f">{title}<".encode()), HINT)
    assert isinstance(found, Skipped)
    assert reason in found.reason


@pytest.mark.parametrize("title", ["404 buoys are counted", "Error in the count of buoys", "A page not turned"])
def test_headlines_like_notices_are_no_notices(title: str) -> None:
    data = page(f"<article><h1>{title}</h1>{prose(PROSE, WORDS)}</article>")
    assert WORDS in article(data.replace(b">Ferry<", f">{title}<".encode())).text


def test_an_article_about_cookies_is_one() -> None:
    head = "<meta property='og:type' content='article'>"
    text = article(page(f"<article>{prose(*CONSENT, WORDS)}</article>", head)).text
    assert CONSENT[0] in text
