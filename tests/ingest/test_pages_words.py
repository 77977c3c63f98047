"""The words of a page come out as they stand in it: each once, in its place, with its marks and its paragraph's end."""

from __future__ import annotations

import json

import pytest
from growth import grows_linearly
from lxml import html as lxml_html
from written import HINT, PROSE, WORDS, article, page, prose

from index.ingest.pages import article_of
from index.ingest.pages.completing import completed
from index.ingest.pages.preparing import CROWD, prepared
from index.model import Skipped

BODY = [f"Paragraph {n} tells of the harbour and of its {n} boats, which sail on Monday." for n in range(4)]
CAPTION = "<figure><img src=a.jpg><figcaption>“We counted,” says Ada Lind. Photo: Coast Wire</figcaption></figure>"


def blocks(inside: str) -> list[str]:
    """What comes out between the paragraphs before and after it."""
    found = article(page(f"<article>{prose(*BODY[:2])}{inside}{prose(*BODY[2:])}</article>")).text.split("\n\n")
    assert found[:2] == BODY[:2]
    assert found[-2:] == BODY[2:]
    return found[2:-2]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>She said <q>we counted them all</q> on the quay.</p>", ["She said “we counted them all” on the quay."]),
        ("<p>She said <q>he said <q>no</q> to me</q>.</p>", ["She said “he said ‘no’ to me”."]),
        ("<p>She said <q>“we counted”</q> on the quay.</p>", ["She said “we counted” on the quay."]),
        ("<p>She said <q><b>we</b> counted</q> them.</p>", ["She said “we counted” them."]),
        (
            "<p>“We counted the buoys,<br>And then more,<br/>and more,” said Ada Lind.</p>",
            ["“We counted the buoys, And then more, and more,” said Ada Lind."],
        ),
        (
            '<p>"We counted the buoys,<br>And then more," said Ada Lind.</p>',
            ['"We counted the buoys, And then more," said Ada Lind.'],
        ),
        (
            "<p>„Wir zählten<br>Boje um Boje“, sagte Ada Lind.<br>„Alle“, sagte sie.</p>",
            ["„Wir zählten Boje um Boje“, sagte Ada Lind.", "„Alle“, sagte sie."],
        ),
        ("<p><b>The harbour</b><br>It was counted.</p>", ["The harbour", "It was counted."]),
        ("<p>“One,” she said.<br><br>“Two,” she said.</p>", ["“One,” she said.", "“Two,” she said."]),
        (
            "<p>“We <em>counted</em> the <a href=/x>buoys</a> tw<b>ice</b>,” said <i>she</i>&nbsp;of&#8203; Oss.</p>",
            ["“We counted the buoys twice,” said she of Oss."],
        ),
        ("<ul><li>“Inner words,” she said.<li>A second.</ul>", ["“Inner words,” she said.", "A second."]),
        ("<dl><dt>What of it?<dd>“Nothing,” she said.</dl>", ["What of it?", "“Nothing,” she said."]),
        ("<blockquote>We counted them.<p>All of them.</p></blockquote>", ["We counted them.", "All of them."]),
        (
            "<table><tr><th>Port<th>Words<tr><td>Oss<td>“We counted,” said Lind.</table>",
            ["Port | Words", "Oss | “We counted,” said Lind."],
        ),
        (f"<table><tr><td><p>{WORDS}</p><p>More of it.</p><td>Oss</table>", [WORDS, "More of it.", "Oss"]),
        (CAPTION, ["“We counted,” says Ada Lind. Photo: Coast Wire"]),
        (f"<aside>{CAPTION}</aside>", []),
        (f"<p>{WORDS}</p><blockquote>“We counted the buoys twice, and then once more”</blockquote>", [WORDS]),
        ("<p>coun&shy;ted \u202eyltcerroc</p>", ["counted yltcerroc"]),
    ],
)
def test_words_between_paragraphs(inside: str, expected: list[str]) -> None:
    assert blocks(inside) == expected


def test_posts_that_an_article_quotes_are_its() -> None:
    post = (
        "<div class='social-media-embed'><blockquote class='post'><p>We have counted the “buoys” three times today. <a"
        " href=https://t.example/x>https://t.example/x</a></p>&mdash; Ada Lind (@ada) <a href=/x>November 2, 2026</a>"
        "</blockquote><script src=x></script></div>"
    )
    found = blocks(post)
    assert found == [
        "We have counted the “buoys” three times today. https://t.example/x",
        "— Ada Lind (@ada) November 2, 2026",
    ]


def test_a_link_to_another_article_in_a_block_quotation_is_not() -> None:
    link = "<a href=/x>“We never counted,” says the envoy of the isles</a>"
    assert blocks(f"<div class=embed><blockquote><p>{link}</p></blockquote></div>") == []


def said(body: str, **more: object) -> str:
    declared = {"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": body, **more}
    return f"<script type='application/ld+json'>{json.dumps([declared])}</script>"


@pytest.mark.parametrize("shown", ["<p>Loading</p>", f"<article><p>{BODY[0]}</p></article>"])
def test_what_a_page_says_only_to_programs_is_read(shown: str) -> None:
    text = "\n\n".join([*BODY, WORDS, "<b>Tom</b> &amp; Tor"])
    found = article(page(shown, said(text))).text.split("\n\n")
    assert found == [*BODY, WORDS, "Tom & Tor"]


@pytest.mark.parametrize(
    "head",
    [
        said("Another article, of which this page says nothing. " * 100) + said("And a third. " * 200),
        said(BODY[0]),
        "<script type='application/ld+json'>{broken</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
    ],
)
def test_what_a_page_shows_wins_where_programs_are_told_less_or_of_several(head: str) -> None:
    found = article(page(f"<article>{prose(*BODY, WORDS)}</article>", head)).text.split("\n\n")
    assert found == [*BODY, WORDS]


def test_looking_for_what_was_left_out_takes_linear_time() -> None:
    def work(count: int) -> None:
        texts = [f"Paragraph {n} of {n * 7919 % 100003} tells of boats that sail on Monday." for n in range(count)]
        tree = lxml_html.fromstring(f"<div>{prose(*texts)}</div>")
        completed(tree, texts[::2])

    assert grows_linearly(work)


def test_a_crowd_of_words_is_thinned() -> None:
    tree = prepared(lxml_html.fromstring(f"<div><p>{'<span>a</span><br>' * CROWD}</p></div>"))
    assert sum(1 for _ in tree.iter()) < 10
    assert str(tree.text_content()).split() == ["a"] * CROWD


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<div>" * 300 + prose(PROSE), "nested more than"), (prose("x") * 50_001, "more than 50,000 elements")],
)
def test_what_would_not_be_read_whole_is_said(body: str, reason: str) -> None:
    found = article_of(page(body), HINT)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_captions_of_pictures_beside_and_behind_the_text_are_none_of_it() -> None:
    inside = f"<div>{CAPTION}</div><article>{prose(*BODY)}{CAPTION.replace('We', 'They')}</article>"
    assert article(page(inside)).text.split("\n\n") == BODY
