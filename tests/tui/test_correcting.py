"""How is a speaker corrected in the reader, by its keys?"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from driving import NARROW, WIDE, current, lines, press, reader, settle, shown
from every_kind import put_every_kind
from msgspec.structs import replace

from index.model import Speaker
from tui.app import QuothApp
from tui.screens.asking import Landing
from tui.screens.speaker import SpeakerScreen


def labels(pilot: Any) -> list[str]:
    return [choice.label for choice in pilot.app.screen.choices]


def notices(pilot: Any) -> str:
    return "\n".join(str(notice.message) for notice in pilot.app._notifications)


def writes(shelf: Any) -> list[str]:
    return [call for call in shelf.calls if call.split()[0] in ("correct", "uncorrect", "join", "split")]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_another_speaker_of_the_article(shelf: Any, size: tuple[int, int]) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "]", "]", "]", "A")
        assert isinstance(pilot.app.screen, SpeakerScreen)
        assert labels(pilot) == ["yes, a clerk", "Ada Lind", "Lind's driver", "Tor Hale", "nobody known said it"]
        await press(pilot, "down", "down", "down", "up", "down", "enter")
        assert pilot.app.screen is reader(pilot)
        assert writes(shelf) == [f"correct {rows['clerk'].id} Tor Hale"]
        assert current(pilot) == "It is not a tax,"
        assert "Tor Hale said it: corrected." in notices(pilot)
        assert "To take it back: A" in notices(pilot)
        told = shown(reader(pilot).said if size == NARROW else reader(pilot).elsewhere)
        assert "Tor Hale" in told
        assert "corrected by you" in told
        assert "perhaps" not in told
        assert pilot.app.focused.id == "text"


async def test_a_correction_is_taken_back(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["answer"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "corrected by you" in " ".join(lines(reader(pilot).elsewhere)[:3])
        await press(pilot, "A", "enter")
        assert writes(shelf) == [f"uncorrect {rows['answer'].id}"]
        assert "As the program found it: Tor Hale." in notices(pilot)
        assert "corrected by you" not in " ".join(lines(reader(pilot).elsewhere)[:3])


@pytest.mark.parametrize(
    ("typed", "offered", "name"),
    [
        ("quill", ["Edda Quill", "“quill”"], "Edda Quill"),  # a speaker of the library
        ("TOR", ["Tor Hale", "Tor B. Hale", "“TOR”"], "Tor Hale"),  # those of the article come first
        ("Maren Voss", ["“Maren Voss”"], "Maren Voss"),  # nobody has heard of her yet
        ("edda quill", ["Edda Quill"], "Edda Quill"),  # the same name once
    ],
)
async def test_a_name_is_typed(shelf: Any, typed: str, offered: list[str], name: str) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A", *(letter.replace(" ", "space") for letter in typed))
        assert labels(pilot) == [*offered, "nobody known said it"]
        await press(pilot, "enter")
        assert writes(shelf) == [f"correct {rows['clerk'].id} {name}"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("Maren Voss", ["Maren Voss"]), ("Edda Quill", ["Edda Quill"]), ("Quill", [])],
)
async def test_enter_before_the_answer_takes_no_name_that_was_not_typed(
    shelf: Any, typed: str, taken: list[str]
) -> None:
    rows = put_every_kind(shelf)
    answer = threading.Event()
    speakers = shelf.speakers

    def later(query: str | None = None, limit: int | None = None) -> list[Speaker]:
        answer.wait(20)
        return speakers(query, limit)

    shelf.speakers = later
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        screen = pilot.app.screen
        screen.query_one("#speaker-name").value = typed
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert writes(shelf) == []
        answer.set()
        while screen.found is None:
            await pilot.pause(0.02)
        await settle(pilot)
        assert writes(shelf) == [f"correct {rows['clerk'].id} {name}" for name in taken]
        assert (pilot.app.screen is screen) is not bool(taken)


async def test_nobody_known_said_it(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A", *["down"] * 9, "enter")  # the last
        assert writes(shelf) == [f"correct {rows['clerk'].id} None"]
        assert shown(reader(pilot).elsewhere).lstrip().startswith("speaker not known")
        await press(pilot, "A")
        assert labels(pilot)[0] == "as the program found it"
        assert "nobody known said it" not in labels(pilot)


async def test_an_indirect_quotation_is_corrected_with_what_it_holds(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A", *"hale", "enter")
        assert writes(shelf) == [f"correct {rows['told'].id} Tor Hale"]
        assert current(pilot).startswith("the toll was")
        assert "Tor Hale" in lines(reader(pilot).elsewhere)[0]
        assert "in it" not in " ".join(lines(reader(pilot).elsewhere)[:3])  # nobody else speaks in it


async def test_the_speaker_of_words_quoted_inside_is_corrected_too(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["driver"].id)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        at = labels(pilot).index("the words inside: “turn the boat round” …")
        await press(pilot, *["down"] * at, "enter")
        assert "turn the boat round" in shown(pilot.app.screen.words)
        assert "quoted" not in labels(pilot)
        await press(pilot, *"hale", "enter")
        assert writes(shelf) == [f"correct {rows['round'].id} Tor Hale"]


async def test_two_names_are_made_one_speaker(shelf: Any) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        await press(pilot, *["down"] * labels(pilot).index("Ada Lind and another name are one speaker …"), "enter")
        assert labels(pilot) == []
        await press(pilot, "enter")
        assert writes(shelf) == [], "an enter too many joins nobody"
        await press(pilot, *"quill")
        assert labels(pilot) == ["Ada Lind and Edda Quill are one speaker"]
        await press(pilot, "enter")
        assert writes(shelf) == ["join Ada Lind + Edda Quill"]
        assert "are one speaker now" in notices(pilot)
        assert "quoth speakers undo" in notices(pilot)


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Tor Hale is not Tor B. Hale", "split Tor B. Hale - Tor Hale"),
        ("in this article, Tor Hale is somebody else of that name", "split Tor B. Hale - in o"),
    ],
)
async def test_one_name_is_made_two_speakers(shelf: Any, label: str, written: str) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["warned"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        assert "in the library: Tor B. Hale, also Tor Hale · 3 quotations" in shown(pilot.app.screen.library)
        await press(pilot, *["down"] * labels(pilot).index(label), "enter")
        assert writes(shelf) == [written]
        assert "quoth speakers undo" in notices(pilot)


async def test_escape_leaves_all_as_it_was(shelf: Any) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A", "q", "escape")
        assert pilot.app.screen is reader(pilot)
        await press(pilot, "A")
        await press(pilot, *["down"] * labels(pilot).index("Ada Lind and another name are one speaker …"), "enter")
        await press(pilot, "escape")  # back to the first question
        assert "nobody known said it" in labels(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)
        assert writes(shelf) == []
        await press(pilot, "]")
        assert current(pilot).startswith("My driver")


async def test_ctrl_q_quits_from_the_dialog(shelf: Any) -> None:
    put_every_kind(shelf)
    app = QuothApp(shelf, Landing("o"))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A", "q", "f1", "escape")  # the help, and back in the dialog
        assert isinstance(app.screen, SpeakerScreen)
        await pilot.press("ctrl+q")
    assert app.return_value == 0
    assert writes(shelf) == []


@pytest.mark.parametrize("size", [NARROW, (30, 8), (12, 3)])
async def test_the_dialog_fits_any_screen(shelf: Any, size: tuple[int, int]) -> None:
    put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o")).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "A", *["down"] * 4, "pagedown", "pageup", "up")
        region = pilot.app.screen.query_one("#speaker").region
        assert pilot.app.screen.region.contains_region(region)
        if size == NARROW:
            bottom = pilot.app.screen.query_one("#speaker-keys")
            assert "enter choose" in shown(bottom)
            assert "esc close" in shown(bottom)


async def test_what_another_process_corrected_appears(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reader(pilot).look()
        await settle(pilot)
        shelf.correct_speaker(rows["clerk"].id, "Edda Quill")
        shelf.now += 1
        reader(pilot).look()
        await settle(pilot)
        assert lines(reader(pilot).elsewhere)[0].strip() == "Edda Quill"
        assert current(pilot) == "It is not a tax,"


async def test_a_text_that_another_process_changed_is_shown_anew(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reader(pilot).look()
        await settle(pilot)
        shelf.texts["o"] = replace(shelf.texts["o"], text="Toll splits Oss\n\nNobody was quoted in the end.")
        shelf.quotes["o"] = []
        shelf.now += 1
        reader(pilot).look()
        await settle(pilot)
        assert "Nobody was quoted in the end." in shown(reader(pilot).text)
        assert "This article has no quotations." in shown(reader(pilot).elsewhere)


async def test_a_name_gives_the_screen_no_orders(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    shelf.change(rows["answer"].id, speaker="[/b] Hale\x1b[2J", role="en\nvoy")
    async with QuothApp(shelf, Landing("o", quotation=rows["clerk"].id)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "A", *["down"] * 4)
        screen = pilot.app.screen
        assert screen.chosen().label.startswith("[/b] Hale")
        assert "\x1b" not in shown(screen.list)
        await press(pilot, "enter")
        assert "[/b] Hale\ufffd[2J said it: corrected." in notices(pilot)
        await press(pilot, "A", "escape")
        assert "\x1b" not in shown(reader(pilot).elsewhere)


async def test_many_speakers_can_be_paged_through(shelf: Any) -> None:
    put_every_kind(shelf)
    shelf.people = [Speaker(f"Brack {n}", ((f"Brack {n}", 1),), (), 1, 1, 1) for n in range(300)]
    async with QuothApp(shelf, Landing("o")).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A", *"brack", "pagedown", "pagedown")
        screen = pilot.app.screen
        assert screen.list.cursor == 2 * screen.list.items_to_page()
        chosen = screen.choices[screen.list.cursor].name
        await press(pilot, "enter")
        assert writes(shelf)[0].endswith(chosen)


async def test_names_that_may_be_one_speaker_are_offered(shelf: Any) -> None:
    rows = put_every_kind(shelf)
    shelf.people += [Speaker("T. Hale", (("T. Hale", 2),), (), 2, 1, 1)]
    async with QuothApp(shelf, Landing("o", quotation=rows["warned"].id)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        join = "Tor B. Hale and another name are one speaker …"
        await press(pilot, *["down"] * labels(pilot).index(join), "enter")
        assert labels(pilot) == ["Tor B. Hale and T. Hale are one speaker"], "of the same surname"
        await press(pilot, "enter")
        assert writes(shelf) == ["join Tor B. Hale + T. Hale"]
