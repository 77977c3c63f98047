"""What is found in an article and in the library, and how are hits stepped through?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from driving import PATIENCE, WIDE, press, reader, settle, shown

from index.model import Article, Hit
from tui.app import QuothApp
from tui.screens.finding import find
from tui.screens.search import SearchScreen
from tui.screens.searching import HIT_LINES


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The OSS ferry", "oss", ["OSS"]),
        ("a\nferry  to\r\nOss", "ferry to oss", ["ferry  to\r\nOss"]),
        ("“don’t”", '"don\'t"', ["“don’t”"]),
        ("«la mer»", '"la mer"', ["«la mer»"]),
        ("Zürich, Zu\u0308rich, Zurich", "zurich", ["Zürich", "Zu\u0308rich", "Zurich"]),
        ("Zürich", "zu\u0308r", ["Zür"]),
        ("Zurich", "zürich", ["Zurich"]),
        ("Strase, Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Œuvre … æther", "oeuvre ...", ["Œuvre …"]),
        ("co\u00adoperate", "cooperate", ["co\u00adoperate"]),
        ("Øre og Łódź", "ore og lodz", ["Øre og Łódź"]),
        ("首相は漢\n字を", "漢字", ["漢\n字"]),
        ("ガラス", "カラス", ["ガラス"]),  # as the search has it
        ("ＡＢＣ", "abc", ["ＡＢＣ"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("مُحَمَّد", "محمد", ["مُحَمَّد"]),
        ("a.b", "a*b", []),
        ("a*b", "a*b", ["a*b"]),
        ("ab", " ", []),
        ("ab\u0301", "\u0301", []),
    ],
)
def test_find(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text, wanted)] == found


async def test_a_hit_over_two_rows_is_marked_and_seen_on_both(shelf: Any) -> None:
    text = "\n\n".join(
        ["Toll", *["The quay was dark."] * 60, "A " * 20 + "ferry company answered nobody at all.", "x\n" * 30]
    )
    shelf.texts["h"] = Article("h", text, title="Toll")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"ferry company answered nobody at all", "enter")
        pane = reader(pilot).text
        ((start, end),) = find(text, "ferry company answered nobody at all")
        first, last = pane.line_of(start), pane.line_of(end - 1)
        assert last == first + 1
        for y in (first, last):
            assert pane.scroll_y <= y < pane.scroll_y + pane.size.height
            assert [words for words, ink in pane.line(y).pieces if "here" in ink]


async def test_a_hit_in_a_joined_emoji_is_painted_whole(shelf: Any) -> None:
    shelf.texts["h"] = Article("h", "Toll\n\nA 👩‍👩‍👧 spoke.", title="Toll")
    shelf.quotes["h"] = []
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", "👧", "enter")
        assert len(reader(pilot).trail) == 1
        hits = [words for words, ink in reader(pilot).text.line(2).pieces if "here" in ink]
        assert hits == ["👩‍👩‍👧"]


async def test_leaving_a_find_goes_back_to_the_search_before(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer", "enter", "enter", "/", *"Oss", "escape", "n")
        assert "hit 2/2 · article 1/2" in shown(reader(pilot).text_head)
        await press(pilot, "/", "enter", "n", "n")
        assert "hit 1/2 · article 1/2" in shown(reader(pilot).text_head)
        assert "Last hit: on to the first." in [one.message for one in pilot.app._notifications]


async def test_find_in_the_article(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"the")
        assert reader(pilot).trail.label().startswith("1/")
        await press(pilot, "enter", "n")
        assert reader(pilot).trail.label().startswith("2/")
        assert "hit 2/" in shown(reader(pilot).text_head)
        await press(pilot, "N", "N")
        trail = reader(pilot).trail
        assert trail.at == len(trail) - 1  # round at the end
        await press(pilot, "escape")
        assert reader(pilot).trail is None


async def test_a_keyboards_quotation_mark_finds_a_printers(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", "quotation_mark", *"wish", "enter")
        assert len(reader(pilot).trail) == 1


async def test_leaving_the_find_field_takes_the_marks_away(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "/", *"Oss", "escape")
        assert reader(pilot).trail is None
        assert pilot.app.focused.id == "text"


async def test_search_the_library_and_step_through_its_articles(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"answer", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "2 passages in 2 articles" in shown(pilot.app.screen.count)
        await press(pilot, "enter")
        assert pilot.app.screen is reader(pilot)
        assert reader(pilot).opened.article.id == "h"
        await press(pilot, "n", "n")
        assert reader(pilot).opened.article.id == "c"
        assert "article 2/2" in shown(reader(pilot).text_head)
        await press(pilot, "ctrl+o")
        assert reader(pilot).opened.article.id == "h"


async def test_every_hit_of_an_article_comes_before_the_next_article(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"lind", "enter", "enter")
        stood = []
        for key in ["n"] * 4 + ["N"] * 5:
            stood.append(shown(reader(pilot).text_head).partition("hit ")[2].split("  ")[0].split("%")[0].strip())
            trail = reader(pilot).trail
            here = trail.here(reader(pilot).opened.article.id)
            assert reader(pilot).opened.article.text[slice(*here)] == "Lind"
            await press(pilot, key)
        down = ["1/2 · article 1/2", "2/2 · article 1/2", "1/2 · article 2/2", "2/2 · article 2/2"]
        assert stood == [*down, *down[:1], *reversed(down)]
        assert reader(pilot).opened.article.id == "c"  # from the first hit round to the last
        assert "First hit: on to the last." in [one.message for one in pilot.app._notifications]


async def test_hits_in_articles_whose_text_lacks_the_words_are_passed(shelf: Any) -> None:
    shelf.marks = lambda query, article: []
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"lind", "enter", "enter", "n")
        assert reader(pilot).opened.article.id == "c"
        await press(pilot, "n")
        assert reader(pilot).opened.article.id == "h"


async def test_a_query_that_cant_be_read_is_explained(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "/", "quotation_mark", *"abc", "enter")
        assert "never closed" in shown(pilot.app.screen.count)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


async def test_searching_for_the_words_of_the_quotation(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "*", "enter")
        assert 'search "In general we can accept this as the"' in shelf.calls


async def test_a_hit_opened_among_the_best_few_leads_on_into_all(shelf: Any) -> None:
    shelf.texts = {f"a{at}": Article(f"a{at}", f"The toll of day {at}.", title=f"Day {at}") for at in range(30)}
    shelf.quotes = {key: [] for key in shelf.texts}
    searched, go_on = shelf.search, Event()
    fit = WIDE[1] // HIT_LINES  # so many come first

    def slow(query: str, *asked: Any, **how: Any) -> Iterator[Hit]:
        for at, hit in enumerate(searched(query, *asked, **how)):
            if at == fit and query == "toll":
                go_on.wait(PATIENCE)
            yield hit

    shelf.search = slow
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f", *"toll")
        async with asyncio.timeout(PATIENCE):
            while not pilot.app.screen.results.count():
                await pilot.pause()
            await pilot.press("enter", "G", "enter")
            while pilot.app.screen is not reader(pilot) or reader(pilot).opened.article.id != f"a{fit - 1}":
                await pilot.pause()
        assert f"{fit}/{fit}" in shown(reader(pilot).text_head)
        await pilot.press("n")
        assert "The other hits are still being looked up." in [one.message for one in pilot.app._notifications]
        go_on.set()
        await settle(pilot)
        assert f"{fit}/30" in shown(reader(pilot).text_head)
        await press(pilot, "n")
        assert reader(pilot).opened.article.id == f"a{fit}"
