"""Markdown with front matter: its words as paragraphs, what it says of itself, and what it can't do."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from index.extracting import quotations_of
from index.ingest.hints import Hint
from index.ingest.markdown import MAX_CHARACTERS, plain_of, read
from index.model import Article, Skipped

SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
BODY = "She said “nothing is final.”"


def taken(text: str | bytes, **given: str) -> tuple[Article, list[str]]:
    """The one article of a file, and the remarks on it."""
    data = text if isinstance(text, bytes) else text.encode()
    article, *remarks = read(io.BytesIO(data), Hint("a.md", "/a.md", **given))
    assert isinstance(article, Article)
    assert all(isinstance(one, Skipped) and one.added for one in remarks)
    return article, [one.reason for one in remarks if isinstance(one, Skipped)]


def refused(data: bytes) -> str:
    (only,) = read(io.BytesIO(data), Hint("a.md", "/a.md"))
    assert isinstance(only, Skipped)
    return only.reason


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("She *said* **“nothing** is _final_,” `twice`.", "She said “nothing is final,” twice."),
        ("\"Straight\" and 'single' -- and ... (c)", "\"Straight\" and 'single' -- and ... (c)"),
        (r"\"Escaped\" 5 \* 3, snake_case_name, 2 * 3 * 4", '"Escaped" 5 * 3, snake_case_name, 2 * 3 * 4'),
        ("See [“the toll”](https://a.example 'T') or <https://b.example>.", "See “the toll” or https://b.example."),
        ("[The toll][1] rose.\n\n[1]: https://a.example", "The toll rose."),
        ("A line\nand the next,  \nand one more", "A line and the next, and one more"),
        ("Head\n----\n\n> “Quoted”\n> here.\n>\n> Again.\n\nAfter.", "Head\n\n“Quoted” here.\n\nAgain.\n\nAfter."),
        ("- one\n- two\n\n  more\n\n3. three", "one\n\ntwo\n\nmore\n\nthree"),
        ("Before\n\n```py\nprint('x')\n```\n\nAfter", "Before\n\nprint('x')\n\nAfter"),
        ("| who | what |\n|---|:-:|\n| Lind | “No” |", "who\n\nwhat\n\nLind\n\n“No”"),
        ("![A boat](boat.jpg)\n*Photo: Aune*\n\nText", "A boat\n\nPhoto: Aune\n\nText"),
        ("[![A boat](boat.jpg 'The boat')](big.jpg)\n\nText", "The boat\n\nText"),
        ("“We sail ![:)](smile.png) today,” she said.", "“We sail today,” she said."),
        ("He left.[^1] She stayed.\n\n[^1]: So *he* says.", "He left. She stayed.\n\nSo he says."),
        ("~~Old~~ new", "Old new"),
        ("<div><p>An <b>HTML</b> &amp; “part”</p></div>", "An HTML & “part”"),
        ("A <q>word</q> <!-- hidden --> more<br>here", "A “word” more here"),
        ("<script>alert('x')</script>\n\nText", "Text"),
        ("---\n\nA rule above", "A rule above"),
    ],
)
def test_words_are_kept_and_signs_are_not(markdown: str, plain: str) -> None:
    assert plain_of(markdown)[1] == plain


def test_nothing_of_it_is_an_order_to_a_terminal() -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain_of("a\x1b]0;x\x07 &#27;[2J `\x1b[1m` \x9b")[1])


YAML = """---
Title: "Lind: *nothing* is final"
date: 2026-11-02 14:30:00 +0100
authors: [{name: Ada Berg}, Tor Aas]
source: Harbour Times
canonical_url: https://harbour-times.example/x
lang: no
transcript: yes
id: 0012
---
"""
TOML = """+++
title = "Lind: *nothing* is final"
date = 2026-11-02T14:30:00+01:00
authors = ["Ada Berg", "Tor Aas"]
publication = "Harbour Times"
link = "https://harbour-times.example/x"
language = "no"
transcript = true
id = "0012"
+++
"""


@pytest.mark.parametrize("front", [YAML, TOML, YAML.replace("\n", "\r\n"), "\ufeff" + YAML])
def test_front_matter_tells_of_the_article(front: str) -> None:
    article, remarks = taken(front + BODY)
    assert remarks == []
    assert (article.text, article.title) == (BODY, "Lind: *nothing* is final")
    assert (article.published, article.author) == ("2026-11-02T14:30:00+01:00", "Ada Berg, Tor Aas")
    assert (article.outlet, article.url) == ("Harbour Times", "https://harbour-times.example/x")
    assert (article.language, article.transcript, article.id, article.named) == ("no", True, "0012", True)


def test_what_was_said_by_hand_goes_before_the_front_matter() -> None:
    article, _ = taken(YAML + BODY, outlet="Coast Wire", published="2025", title="T", id="mine")
    assert (article.outlet, article.published, article.title, article.id) == ("Coast Wire", "2025", "T", "mine")


def test_an_address_in_the_front_matter_gives_the_id() -> None:
    one, _ = taken("---\nurl: https://www.coast-wire.example/a/?utm_source=x\n---\n" + BODY)
    two, _ = taken("---\nsource: https://coast-wire.example/a\n---\n" + BODY)
    assert one.id == two.id != taken(BODY)[0].id
    assert two.outlet is None, "an address is no outlet's name"


@pytest.mark.parametrize(
    "headline", ["# Nothing *is* final", "Nothing is final\n===", "---\ntags: [x]\n---\n\n# Nothing is final"]
)
def test_the_headline_is_the_title_and_stays(headline: str) -> None:
    article, _ = taken(f"{headline}\n\n{BODY}")
    assert article.title == "Nothing is final"
    assert article.text == f"Nothing is final\n\n{BODY}"
    assert taken(f"Some text\n\n# Later\n\n{BODY}")[0].title is None


BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n" for p, n in ["ab", "bc", "cd", "de"]
)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        (BOMB, "alias"),
        ("title: [x", "can't be read: expected ',' or ']'"),
        ("title: x\n bad: :\n- y", "can't be read"),
        ("[" * 20_000, "nested too deep"),
        ("- a\n- b", "no table"),
        ("title: x\n" + "tags: y\n" * 10_000, "more than 64,000 characters"),
        ("date: 2026-13-45", "without a date: it is given as '2026-13-45'"),
        ("date: 11/02/2026", "without a date"),
        ("id: [1]", "['1'] can't be one"),
        ("id: " + "9" * 5000, "at most 200 characters"),
        ("transcript: perhaps", "write true or false"),
        ("title: !!python/object/apply:os.system [x]", ""),
        ("when: " + "1:" * 5000 + "1", ""),
        ("title: ~\ndate: null\nauthor:\n", ""),
    ],
)
def test_front_matter_that_is_broken_costs_only_itself(front: str, says: str) -> None:
    article, remarks = taken(f"---\n{front}\n---\n{BODY}")
    assert article.text == BODY
    assert article.title is None
    assert len(remarks) == bool(says)
    assert says in "".join(remarks)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("title = ", "can't be read"),
        ("x = " + "9" * 5000, "can't be read"),
        ("x = " + "[" * 20_000, "nested too deep"),
        ("id = 0x" + "f" * 5000, "at most 200 characters"),
        ("id = 1e999", "inf"),
        ("date = 07:32:00", "without a date"),
    ],
)
def test_broken_toml_costs_only_itself(front: str, says: str) -> None:
    article, (remark,) = taken(f"+++\n{front}\n+++\n{BODY}")
    assert article.text == BODY
    assert says in remark


def test_front_matter_without_an_end_is_text_and_said_so() -> None:
    article, (remark,) = taken(f"---\ntitle: x\n\n{BODY}")
    assert article.text == f"title: x\n\n{BODY}"
    assert "no line of --- ends it" in remark


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"---\ntitle: x\n---\n\n", "has no text below its front matter"),
        (b"<!-- nothing -->", "has no text"),
        (b"caf\xe9", "is not UTF-8 text"),
        (b"a\0b", "is binary"),
        (b"word " * (MAX_CHARACTERS // 5 + 1), "characters, which no article has"),
    ],
)
def test_what_is_no_article(data: bytes, says: str) -> None:
    assert says in refused(data)


def test_utf16_with_a_mark_is_read() -> None:
    assert taken((YAML + BODY).encode("utf-16"))[0].text == BODY


def as_markdown(text: str) -> str:
    """The sample's plain text as somebody would write it in Markdown."""
    headline, *blocks = [block for block in text.split("\n\n") if block.strip()]
    escaped = [re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", block) for block in blocks]
    words = [re.sub(r"\b(Lind|Hale|Quill)\b", r"**\1**", block) for block in escaped]
    words[0] = f"[{words[0]}](https://a.example)" if "[" not in words[0] else words[0]
    return f"---\ntitle: {headline!r}\n---\n\n# {headline}\n\n" + "\n\n".join(words)


def test_quotations_of_the_sample_come_through() -> None:
    wanted = there = 0
    for file in SAMPLE:
        text = file.read_text(encoding="utf-8")
        plain = [q.text for q in quotations_of(Article("x", text)) if q.kind != "indirect"]
        made = {q.text for q in quotations_of(taken(as_markdown(text))[0]) if q.kind != "indirect"}
        wanted += len(plain)
        there += sum(quotation in made for quotation in plain)
    assert wanted > 50
    assert there / wanted >= 0.98


@pytest.mark.parametrize(
    "part", ["[", "![", "*a ", "a**b", "`a", "<", "> ", "- ", "[a](", "~~a ", "[^1]: a\n", "<!--", "&#x", "|"]
)
def test_no_text_takes_long(part: str) -> None:
    taken("x\n\n" + part * 20_000)  # pytest's own limit of time is what would fail
