"""What leaves the reader: links on the clipboard, addresses to a browser, texts to other programs."""

from __future__ import annotations

import contextlib
import subprocess
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from driving import WIDE, press, reader, settle
from msgspec.structs import replace

from index.model import Article, Quotation
from tui import places
from tui.app import QuothApp
from tui.citing import link
from tui.memory import Memory
from tui.screens.outside import PipeScreen, written

TEXT = "Toll splits Oss\r\n\r\n“Nobody will pay it twice,” Ada Lind said.\n"


def told(pilot: Any) -> list[str]:
    return [one.message for one in pilot.app._notifications]


async def test_the_link_of_the_quotation_is_copied(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "Y")
        assert pilot.app.clipboard.startswith(f"quoth show '{reader(pilot).current.id}' --open")


def test_a_link_has_the_address_where_there_is_one() -> None:
    article = Article("h", TEXT, url="https://oss.example/toll")
    quotation = Quotation("h", 20, 44, "Nobody will pay it twice", "direct")
    assert link(article, quotation) == "https://oss.example/toll\nquoth show 'h#20-44' --open"
    assert link(article, None) == "https://oss.example/toll\nquoth show h --open"
    assert link(replace(article, url=None), quotation) == "quoth show 'h#20-44' --open"
    spot = replace(quotation, article="-it's; rm")
    assert link(article, spot, Path("/lib of mine")).splitlines()[1] == (
        "quoth show --open --library '/lib of mine' -- '-it'\"'\"'s; rm#20-44'"
    )


@pytest.mark.parametrize(
    ("url", "opens", "says"),
    [
        ("https://oss.example/toll", True, "Opened https://oss.example/toll"),
        ("https://oss.example/toll", False, "No browser was found for https://oss.example/toll"),
        ("file:///etc/passwd", True, "This article has no address on the web."),
        (None, True, "This article has no address on the web."),
    ],
)
async def test_an_address_is_opened_in_the_browser(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, url: str | None, opens: bool, says: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser("oss"))
    monkeypatch.setattr(webbrowser, "open", lambda one: asked.append(one) or opens)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        opened = reader(pilot).opened
        reader(pilot).opened = replace(opened, article=replace(opened.article, url=url))
        await press(pilot, "o")
        assert told(pilot) == [says]
        assert asked == ([url] if url and url.startswith("https") else [])


async def test_a_browser_for_terminals_gets_the_terminal(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("false"))
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", contextlib.nullcontext)
        await settle(pilot)
        await press(pilot, "enter")
        opened = reader(pilot).opened
        reader(pilot).opened = replace(opened, article=replace(opened.article, url="https://oss.example/toll"))
        await press(pilot, "o")
        assert told(pilot) == ["false ended with 1"]


async def test_without_a_terminal_to_leave_it_is_said(shelf: Any) -> None:
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "E")
        assert told(pilot) == ["This terminal can't be left for another program."]


async def test_a_copy_is_opened_and_what_can_t_be_run_is_said(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[list[str], str]] = []
    real = subprocess.run

    def run(command: list[str], **how: Any) -> Any:
        with Path(command[-1]).open(encoding="utf-8", newline="") as file:
            ran.append((command[:-1], file.read()))
        return real(command, **how)

    monkeypatch.setattr(subprocess, "run", run)
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", contextlib.nullcontext)
        await settle(pilot)
        monkeypatch.setenv("VISUAL", "test -r")
        await press(pilot, "enter", "E")
        assert ran == [(["test", "-r"], reader(pilot).opened.article.text)]
        assert told(pilot) == []
        monkeypatch.setenv("VISUAL", "false")
        await press(pilot, "E")
        assert told(pilot) == ["false ended with 1"]
        monkeypatch.setenv("VISUAL", "/no/such/editor")
        await press(pilot, "E")
        assert "/no/such/editor can't be run" in told(pilot)[0]


async def test_a_program_is_given_the_text(shelf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "")
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", contextlib.nullcontext)
        await settle(pilot)
        await press(pilot, "enter", "|")
        assert isinstance(pilot.app.screen, PipeScreen)
        await press(pilot, *f"cat > {tmp_path}/given", "enter")
        assert (tmp_path / "given").read_text(encoding="utf-8") == reader(pilot).opened.article.text
        await press(pilot, "|")
        assert pilot.app.screen.query_one("#pipe-command").value == f"cat > {tmp_path}/given"  # once more
        await press(pilot, "escape")
        assert pilot.app.screen is reader(pilot)


def test_a_copy_is_the_text_and_is_taken_away() -> None:
    with written(Article("a/../b", TEXT)) as path:
        assert path.read_bytes() == TEXT.encode()
        assert path.name == "a----b.txt"
    assert not path.exists()


async def test_the_style_of_citations_is_chosen_in_the_palette_and_kept(shelf: Any, tmp_path: Path) -> None:
    memory = Memory(tmp_path, shelf.path)
    async with QuothApp(shelf, memory=memory).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, ":", *"citation apa")
        await settle(pilot)
        await press(pilot, "enter")
        assert told(pilot) == ["Citations are copied in the style apa."]
        await press(pilot, "enter", "]", "y")
        assert "as cited in" in pilot.app.clipboard
    assert memory.citation() == "apa"


async def test_a_style_that_is_none_is_told(shelf: Any) -> None:
    async with QuothApp(shelf, citation_style="{wrods}").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "y")
        assert "Not copied: a citation has no field {wrods}; did you mean {words}?" in told(pilot)[0]
        assert pilot.app.clipboard == ""


async def test_where_the_copy_is_kept_is_told(shelf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with QuothApp(shelf, copies=tmp_path / "clipboard.txt").run_test(size=WIDE) as pilot:
        sent: list[str] = []
        monkeypatch.setattr(pilot.app._driver, "write", sent.append)
        await settle(pilot)
        await press(pilot, "enter", "y")
        await settle(pilot)
        assert [one for one in sent if "\x1b]52;c;" in one]
        assert "it is also in" in told(pilot)[0]
        assert (tmp_path / "clipboard.txt").read_text(encoding="utf-8") == pilot.app.clipboard


@pytest.mark.parametrize("keys", [("E",), ("|",), ("v", "|")], ids=["editor", "pipe", "pipe of a selection"])
async def test_over_a_network_no_program_is_started(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_how: pytest.fail("a program was started"))
    monkeypatch.setattr("tempfile.TemporaryDirectory", lambda **_how: pytest.fail("a file was written"))
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", contextlib.nullcontext)
        await settle(pilot)
        await press(pilot, "enter", *keys)
        assert pilot.app.screen is reader(pilot)
        assert told(pilot) == ["Over a network quoth starts no programs; y copies the words."]


async def test_over_a_network_an_address_is_told_and_not_opened(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    monkeypatch.setattr(webbrowser, "get", lambda: pytest.fail("a browser was looked for"))
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("a browser was opened"))
    async with QuothApp(shelf).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        opened = reader(pilot).opened
        reader(pilot).opened = replace(opened, article=replace(opened.article, url="https://oss.example/toll"))
        await press(pilot, "o")
        assert told(pilot) == ["Its address is https://oss.example/toll"]


@pytest.mark.parametrize("key", ["y", "Y"])
async def test_over_a_network_only_the_readers_own_terminal_gets_a_copy(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    monkeypatch.setenv(places.SERVED, "public")
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_how: pytest.fail("a program was started"))
    async with QuothApp(shelf, copies=tmp_path / "clipboard.txt").run_test(size=WIDE) as pilot:
        sent: list[str] = []
        monkeypatch.setattr(pilot.app._driver, "write", sent.append)
        await settle(pilot)
        await press(pilot, "enter", key)
        await settle(pilot)
        assert [one for one in sent if one.startswith("\x1b]52;c;")]
        assert told(pilot)[0].endswith("as far as the terminal allows it.")
    assert list(tmp_path.iterdir()) == []
