"""A quotation with its citation, in each style, and in templates."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from index.model import Article, Quotation
from tui.citing import FIELDS, STYLES, Style, WrongStyle, citation, cited, passage, style_of

ARTICLE = Article(
    "h",
    "“Nobody pays twice,” Ada Lind said.",
    title="Toll splits Oss",
    outlet="Coast Wire",
    published="2025-11-02",
    url="https://oss.example/toll",
    author="Tor Hale",
)
QUOTATION = Quotation("h", 1, 19, "Nobody pays twice,", "direct", speaker="Ada Lind", confidence=0.9)
BARE = Article("h", ARTICLE.text)


def written(style: str, article: Article = ARTICLE, quotation: Quotation = QUOTATION) -> str:
    found = style_of(style)
    assert isinstance(found, Style), found
    return citation(cited(quotation, article), found)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "plain",
            "“Nobody pays twice,” — Ada Lind (“Toll splits Oss”, Coast Wire, 2 November 2025, h#1-19, "
            "https://oss.example/toll)",
        ),
        (
            "markdown",
            "> “Nobody pays twice,”\n>\n"
            "> — Ada Lind, [Toll splits Oss](<https://oss.example/toll>), *Coast Wire*, 2 November 2025",
        ),
        (
            "html",
            '<blockquote cite="https://oss.example/toll">\n<p>“Nobody pays twice,”</p>\n<footer>— Ada Lind, '
            '<cite><a href="https://oss.example/toll">Toll splits Oss</a></cite>, Coast Wire, '
            '<time datetime="2025-11-02">2 November 2025</time></footer>\n</blockquote>',
        ),
        (
            "chicago",
            "“Nobody pays twice.” Ada Lind, quoted in Tor Hale, “Toll splits Oss,” Coast Wire, November 2, 2025, "
            "https://oss.example/toll.",
        ),
        (
            "apa",
            "“Nobody pays twice,” (Ada Lind, as cited in Tor Hale, 2025).\n\n"
            "Tor Hale. (2025, November 2). Toll splits Oss. Coast Wire. https://oss.example/toll",
        ),
        ("{words} [{speaker}; {outlet}]", "Nobody pays twice, [Ada Lind; Coast Wire]"),
        ("{{{id}}} {date}\n{url}", "{h#1-19} 2 November 2025\nhttps://oss.example/toll"),
    ],
)
def test_a_style(style: str, expected: str) -> None:
    assert written(style) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "“Nobody pays twice,” (h#1-19)"),
        ("markdown", "> “Nobody pays twice,”\n>\n> — h\\#1-19"),
        ("html", "<blockquote>\n<p>“Nobody pays twice,”</p>\n<footer>— h#1-19</footer>\n</blockquote>"),
        ("chicago", "“Nobody pays twice.” Quoted in h#1-19."),
        ("apa", "“Nobody pays twice,” (“h#1-19”, n.d.).\n\n“h#1-19”. (n.d.)."),
        ("“{words}” — {speaker} ({outlet}, {title}, {date}). {url}", "“Nobody pays twice,”"),
        ("{outlet}, {title}, {id}, {date}", "h#1-19"),
        ("({outlet}, {title}: {id}, {date})", "(h#1-19)"),
        ("{title}\n{words}\n[{speaker}]", "Nobody pays twice,"),
    ],
)
def test_what_is_not_known_leaves_nothing(style: str, expected: str) -> None:
    assert written(style, BARE, replace(QUOTATION, speaker=None)) == expected


def test_whatever_is_missing_no_empty_brackets_and_no_double_commas_are_left() -> None:
    names = ("title", "outlet", "published", "url", "author")
    for kept in itertools.product((True, False), repeat=len(names)):
        some = replace(BARE, **{name: getattr(ARTICLE, name) for name, yes in zip(names, kept, strict=True) if yes})
        for style in [*STYLES, "“{words}” ({author}, {title}, {outlet}, {date}; {url})"]:
            told = written(style, some)
            for never in ("()", "[]", "“”", ", ,", ",,", "( ", "(,", ", )", "None", "  ", "..", ",."):
                assert never not in told.replace("\n  ", "\n"), (style, told)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("chigaco", 'there is no citation style "chigaco"; did you mean "chicago"?'),
        ("nature", 'there is no citation style "nature"; there are plain, markdown'),
        ("{words} {outlets}", "a citation has no field {outlets}; did you mean {outlet}?"),
        ("{words} {}", "a citation has no field {}; the fields are {speaker}, {words}"),
        ("{words} {date", "a brace that is not closed"),
    ],
)
def test_a_wrong_style_is_told(asked: str, sentence: str) -> None:
    found = style_of(asked)
    assert isinstance(found, WrongStyle)
    assert sentence in found.message


def test_every_field_may_stand_in_a_template() -> None:
    assert all(written(f"{{{name}}}") for name in FIELDS)


def test_values_are_no_template_and_keep_their_commas() -> None:
    odd = replace(ARTICLE, title="{words}, , ()", outlet="A (B), ,")
    assert written("{title} | {outlet}", odd) == "{words}, , () | A (B), ,"


NASTY = 'A|b <script>alert(1)</script> *x* [y](javascript:z) `k` "q" =1+1 \x1b[31m {z} % & www.x.example'


@pytest.mark.parametrize("style", [*STYLES, "{title} {speaker}"])
def test_markup_is_harmless(style: str) -> None:
    odd = replace(ARTICLE, title=NASTY + "\nsecond", outlet=NASTY, author=NASTY, url=f'javascript:"{NASTY}')
    told = written(style, odd, replace(QUOTATION, speaker=NASTY))
    assert "\x1b" not in told
    if style == "html":
        assert "<script" not in told
        assert "href" not in told
    if style == "markdown":
        assert "\\<script\\>" in told
        assert "\\[y\\]\\(javascript" in told
        assert "www\\.x" in told


def test_what_was_selected_is_given_as_it_stands() -> None:
    told = citation(passage(ARTICLE, 0, 35, None), STYLES["plain"])
    assert told == (
        "“Nobody pays twice,” Ada Lind said.\n(“Toll splits Oss”, Coast Wire, 2 November 2025, h#0-35, "
        "https://oss.example/toll)"
    )
