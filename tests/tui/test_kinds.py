"""How does the reader show and step through quotations of every kind, one inside the other?"""

from __future__ import annotations

from typing import Any

import pytest
from driving import NARROW, TWO, WIDE, current, lines, press, reader, settle, shown, unbroken
from every_kind import OSS, put_every_kind

from tui.app import QuothApp
from tui.screens.asking import Landing


def gutters(pane: Any) -> list[str]:
    """The margin of every line that has words, and the first of them."""
    return [f"{line[:6]}{line[6:].split(' ')[0]}" for line in lines(pane) if line.strip()]


@pytest.mark.parametrize("colours", [True, False])
async def test_each_kind_has_its_sign_in_the_margin(shelf: Any, colours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "]")
        assert gutters(reader(pilot).text) == [
            "      Toll",
            " ×1 │ Prime",
            " ×1 │ that",
            "   ▌┃ “My",  # the reader's mark leaves the sign of the kind
            "    ┊ Tor",
            "    ┃ The",
            "    │ Hale",
        ]


async def test_each_kind_has_a_style_of_its_own_also_without_colours(
    shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    put_every_kind(shelf)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        ink = reader(pilot).text.ink
        assert ink("indirect").italic
        assert ink("fragment").underline
        assert (ink("direct").underline, ink("direct").italic) == (None, None)
        assert ink("term").color != ink("direct").color
        assert ink("current").bold


async def test_the_inner_quotation_is_painted_over_the_outer(shelf: Any) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "]", "]")
        pane = reader(pilot).text
        y = next(y for y, line in enumerate(lines(pane)) if "gulls" in line)
        styles = {text: names for text, names in pane.line(y).pieces if text.strip()}
        assert styles["“a gift to gulls”"] == "fragment shared"
        assert styles["the toll was "] == "indirect"
        y = next(y for y, line in enumerate(lines(pane)) if "driver" in line)
        styles = {text: names for text, names in pane.line(y).pieces if text.strip()}
        assert styles["‘turn the boat round’"] == "fragment"
        assert styles["“My driver told me "] == "direct"


async def test_stepping_stops_once_for_what_stands_in_one_another(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    stops = [rows[name].text for name in ("told", "driver", "warned", "clerk", "answer")]
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        seen = [current(pilot)]
        for _ in range(5):  # the last press finds no further one
            await press(pilot, "]")
            seen.append(current(pilot))
        assert seen == [*stops, stops[-1]]
        await press(pilot, "[", "[", "[", "[", "[")
        assert current(pilot) == stops[0]
        await press(pilot, "]", "{")
        assert current(pilot) == stops[0]  # its fragments were printed elsewhere


async def test_printings_of_the_fragments_are_reached_from_the_indirect_quotation(shelf: Any) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        pane = reader(pilot).elsewhere
        told = unbroken(pane)
        assert "printed by 2 of 5 outlets" in told
        assert told.index("“a gift to gulls”") < told.index("81 extended") < told.index("“pay it twice”")
        assert told.index("“pay it twice”") < told.index("93 extended")
        await press(pilot, "enter")  # the best, whichever part it prints
        assert current(pilot) == "Nobody will pay it twice."
        await press(pilot, "enter")  # and back: the fragment's stop
        assert current(pilot).startswith("the toll was")
        await press(pilot, "tab", "enter")  # by the list: the first part's
        assert current(pilot) == "It is a gift to gulls,"


async def test_one_fragment_needs_no_heading(shelf: Any) -> None:
    put_every_kind(shelf)
    shelf.links.pop()
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "81 extended" in shown(reader(pilot).elsewhere)
        assert "“a gift to gulls”" not in lines(reader(pilot).elsewhere)


async def test_a_second_half_that_others_printed_counts(shelf: Any) -> None:
    halves = [q for q in shelf.quotes["h"] if "boats" in q.text or "clear" in q.text]
    other = shelf.quotes["c"][0]
    shelf.link(halves[1].id, other.id, 0.7, "overlapping", ("equal", "we", "we"))
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "}")
        assert current(pilot) == "If the boats leave,"
        assert "70 overlapping" in shown(reader(pilot).elsewhere)
        assert any(line.startswith(" ×1▌┃ “If the boats") for line in lines(reader(pilot).text))


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("boat round", "turn the boat round"),  # quoted inside: reached by the mouse
        ("My driver", "My driver told me"),
        ("gift to", "the toll was"),  # inside the indirect one, with which it is one stop
        ("toll was", "the toll was"),
        ("gull tax", "gull tax"),
    ],
)
async def test_a_click_chooses_the_innermost(shelf: Any, words: str, chosen: str) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        pane = reader(pilot).text
        y = next(y for y, line in enumerate(lines(pane)) if words in line)
        await pilot.click("#text", offset=(lines(pane)[y].index(words) + 1, y))
        await settle(pilot)
        assert current(pilot).startswith(chosen)


@pytest.mark.parametrize(
    ("steps", "head"),
    [
        (0, ["Ada Lind, prime minister of", "Norland", "┊ indirect · “Prime Minister Ada …"]),
        (1, ["Ada Lind, prime minister of", "Norland", "┃ direct · said · in it Lind's …"]),
        (2, ["Tor Hale, envoy", "┊ indirect · warned · in the", "library: Tor B. Hale"]),
        (3, ["perhaps a clerk", "┃ direct"]),
        (4, ["Tor Hale, envoy", "│ fragment · corrected by you · in", "the library: Tor B. Hale"]),
    ],
)
async def test_who_said_it_stands_above_the_printings(shelf: Any, steps: int, head: list[str]) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["]"] * steps)
        assert [line.strip() for line in lines(reader(pilot).elsewhere)[: len(head)]] == head
        assert len(head) <= 3


async def test_a_long_role_takes_two_lines_at_most(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    role = "deputy assistant secretary for the tolls, the ferries and the buoys of the whole of Norland and of Oss"
    shelf.change(rows["told"].id, role=role, known_as="Lind " * 40)
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        first = [line.strip() for line in lines(reader(pilot).elsewhere)[:4]]
        assert first[0].startswith("Ada Lind, deputy")
        assert first[1].endswith("…")
        assert first[2].startswith("┊ indirect")
        assert first[2].endswith("…")
        assert first[3].startswith("printed by")


@pytest.mark.parametrize(("size", "below"), [(NARROW, True), (TWO, False), (WIDE, False)])
async def test_where_the_right_pane_is_not_seen_it_stands_below_the_text(
    shelf: Any, size: tuple[int, int], below: bool
) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "]", "]", "]")
        said = reader(pilot).said
        assert bool(said.display) is below
        await press(pilot, "z")  # only the text
        assert said.display
        assert shown(said).strip() == "perhaps a clerk · ┃ direct"
        await press(pilot, "[", "[", "[")
        assert "Ada Lind, prime minister of Norland · ┊ indirect" in shown(said)
        assert shown(said).endswith("×1")


async def test_a_term_says_that_it_is_nobodys_speech(shelf: Any) -> None:
    put_every_kind(shelf)
    start = OSS.index("gull tax")
    async with QuothApp(shelf, Landing("o", spot=(start, start + 4))).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert [line.strip() for line in lines(reader(pilot).elsewhere)[:2]] == ["nobody's words", "term"]
        assert "nobody's speech" in unbroken(reader(pilot).elsewhere)


async def test_copying_an_indirect_quotation_makes_no_quote_of_it(shelf: Any) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        copied = pilot.app.clipboard
        assert copied.startswith("the toll was “a gift to gulls” and")
        assert "in one day — Ada Lind, prime minister of Norland, in the writer's words (“Toll splits Oss”" in copied
        await press(pilot, "]", "]", "]", "y")
        assert pilot.app.clipboard.startswith("“It is not a tax,” — perhaps a clerk (")
