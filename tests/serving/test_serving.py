"""`quoth serve`: who is let in, what is given away, and that a reader lives as long as its page."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, WSServerHandshakeError
from axe_playwright_python.async_playwright import Axe
from browser import CHROMIUM
from playwright.async_api import Page, WebSocket, async_playwright

from tui.serving.door import Door
from tui.serving.server import MAX_READERS

ROOT = Path(__file__).parents[2]


@contextmanager
def served(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server's process and the address that it printed; ended with ctrl+c."""
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUOTH_", "XDG_"))}
    command = [sys.executable, "-m", "tui", "serve", "--port", "0", *options]
    env = {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("reading at "), (line, process.stderr and process.stderr.read())
            yield process, line.split()[-1]
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            process.wait(30)


def readers(server: subprocess.Popen[str]) -> list[int]:
    """The processes that the server has started and that run."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.pid)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in told.stdout.split()]


async def none_left(server: subprocess.Popen[str]) -> bool:
    for _ in range(150):
        if not readers(server):
            return True
        await asyncio.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with served(tmp_path_factory.mktemp("served")) as it:
        yield it


Served = tuple[subprocess.Popen[str], str]


async def test_the_page_and_its_files_come_with_headers_that_keep_others_out(server: Served) -> None:
    async with ClientSession() as session:
        for path in ("", "page.js", "page.css", "terminal.js", "xterm.css", "mono.ttf"):
            async with session.get(server[1] + path) as answer:
                assert answer.status == 200, path
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["static/", "static", "js/", "static/js/textual.js", "..%2fserver.py", "download/x"])
async def test_nothing_else_is_given_away(server: Served, path: str) -> None:
    async with ClientSession() as session, session.get(server[1] + path) as answer:
        assert answer.status == 404
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "page.js", "ws"])
async def test_another_name_for_this_machine_is_refused(server: Served, path: str) -> None:
    port = server[1].rstrip("/").rpartition(":")[2]
    async with ClientSession() as session:
        for host in (f"evil.example:{port}", "127.0.0.1:1", "127.0.0.1", f"127.0.0.1.evil.example:{port}", ""):
            async with session.get(server[1] + path, headers={"Host": host}) as answer:
                assert answer.status in (400, 403), host
        async with session.get(server[1] + path, headers={"Origin": "http://evil.example"}) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:1"])
async def test_a_page_of_another_site_gets_no_reader(server: Served, origin: str | None) -> None:
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(server[1] + "ws", headers={"Origin": origin} if origin else {})
        assert refused.value.status == 403
    assert readers(server[0]) == []


async def test_a_reader_runs_as_long_as_its_page_is_there(server: Served) -> None:
    process, address = server
    async with ClientSession() as session:
        origin = {"Origin": address.rstrip("/")}
        async with session.ws_connect(address + "ws?width=100&height=30", headers=origin) as page:
            assert await comes(page, "sample")
            assert len(readers(process)) == 1
            await page.send_json(["resize", {"width": 60, "height": 20}])
            await page.send_json(["stdin", "?"])
            assert await comes(page, "help")
    assert await none_left(process)


async def test_a_reader_that_is_quit_closes_its_page(server: Served) -> None:
    process, address = server
    origin = {"Origin": address.rstrip("/")}
    async with ClientSession() as session, session.ws_connect(address + "ws", headers=origin) as page:
        assert await comes(page, "sample")
        await page.send_json(["stdin", "\x11"])
        while (await page.receive(30)).type is WSMsgType.BINARY:
            pass
        assert page.closed
    assert await none_left(process)


@pytest.mark.parametrize("wrong", ["{", "[]", '["stdin", 1]', '["resize", {"width": "x"}]', '["deliver", "x"]'])
async def test_what_no_page_of_ours_sends_ends_the_reader(server: Served, wrong: str) -> None:
    process, address = server
    origin = {"Origin": address.rstrip("/")}
    async with ClientSession() as session, session.ws_connect(address + "ws", headers=origin) as page:
        await page.send_str(wrong)
        while (await page.receive(30)).type is WSMsgType.BINARY:
            pass
        assert page.closed
    assert await none_left(process)


async def test_ctrl_c_ends_the_server_and_its_readers(tmp_path: Path) -> None:
    with served(tmp_path / "home") as (process, address):
        origin = {"Origin": address.rstrip("/")}
        async with ClientSession() as session, session.ws_connect(address + "ws", headers=origin) as page:
            assert await comes(page, "sample")
            (reader,) = readers(process)
            process.send_signal(signal.SIGINT)
            while not page.closed:
                await page.receive(30)
            assert await asyncio.to_thread(process.wait, 30) == 0
            with pytest.raises(ProcessLookupError):
                os.kill(reader, 0)


def test_a_port_that_is_taken_is_told_with_one_that_is_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "tui", "serve", "--port", str(port)]
        env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
        told = subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=60)
    assert told.returncode == 2
    assert told.stderr.startswith(f"quoth: port {port} is taken; --port ")
    assert told.stderr.endswith(" is free\n")


def test_the_door_knows_this_machines_names_at_its_port_only() -> None:
    door = Door(8000)
    assert all(door.knows(host) for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"))
    assert not any(door.knows(host) for host in ("localhost", "localhost:80", "192.0.2.7:8000", "", ":8000", "[::1]"))
    assert Door(80).knows("localhost")


def test_another_address_is_to_be_asked_for_twice(tmp_path: Path) -> None:
    for options in (["--host", "127.0.0.1"], ["--public"]):
        command = [sys.executable, "-m", "tui", "serve", "--port", "0", *options]
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert (told.returncode, "go together" in told.stderr) == (2, True)


async def test_other_machines_need_the_token(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--host", "127.0.0.1", "--public") as (process, address):
        bare = address.partition("?")[0]
        origin = {"Origin": bare.rstrip("/")}
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            for wrong in (bare, bare + "page.js", bare + "?token=x", bare + "?token="):
                async with session.get(wrong) as answer:
                    assert answer.status == 403, wrong
            with pytest.raises(WSServerHandshakeError):
                await session.ws_connect(bare + "ws", headers=origin)
            async with session.get(address, allow_redirects=False) as answer:
                assert answer.status == 303
                cookie = answer.headers["Set-Cookie"]
                assert "HttpOnly" in cookie
                assert "SameSite=Strict" in cookie
            async with session.ws_connect(bare + "ws?width=120&height=36", headers=origin) as page:
                assert await comes(page, "sample")
                await page.send_json(["stdin", "a"])
                assert await comes(page, "adds no files")
                await page.send_json(["stdin", "x"])
                assert await comes(page, "writes no files")
                await page.send_json(["stdin", "|"])
                assert await comes(page, "starts no programs")
        assert await none_left(process)


async def test_no_more_readers_than_eight(server: Served) -> None:
    process, address = server
    origin = {"Origin": address.rstrip("/")}
    async with ClientSession() as session, AsyncExitStack() as pages:
        opened = [
            await pages.enter_async_context(session.ws_connect(address + "ws", headers=origin))
            for _ in range(MAX_READERS)
        ]
        for page in opened:  # each has begun
            assert (await page.receive(120)).type is WSMsgType.BINARY
        assert len(readers(process)) == MAX_READERS
        async with session.ws_connect(address + "ws", headers=origin) as ninth:
            assert await comes(
                ninth, "8 readers are open here already; close one of their pages, then reload this one."
            )
            assert (await ninth.receive(30)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
        assert len(readers(process)) == MAX_READERS
        await opened[0].close()
        for _ in range(300):
            if len(readers(process)) < MAX_READERS:
                break
            await asyncio.sleep(0.1)
        async with session.ws_connect(address + "ws", headers=origin) as again:
            assert await comes(again, "sample")
    assert await none_left(process)


async def comes(page: ClientWebSocketResponse, words: str) -> bool:
    """Whether the reader writes this within half a minute; it may write other things without end."""
    shown = ""
    with suppress(TimeoutError):
        async with asyncio.timeout(30):
            while words not in shown:
                message = await page.receive()
                if message.type is not WSMsgType.BINARY:
                    break
                shown += message.data.decode(errors="replace")
    assert words in shown, f"{words!r} never came; the page got {shown[-4000:]!r}"
    return True


class Told:
    """What a page's terminal was sent, what the page asked for, and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.shown, self.requests, self.errors = "", [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self.hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def hear(self, opened: WebSocket) -> None:
        self.requests.append(opened.url)
        opened.on("framereceived", self.take)

    def take(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.shown += frame.decode(errors="replace")

    async def until(self, words: str) -> None:
        for _ in range(300):
            if words in self.shown:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{words!r} never came; the page got {self.shown[-2000:]!r}")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; .ci/run installs it")
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
async def test_in_a_browser(server: Served, width: int, height: int) -> None:
    process, address = server
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": width, "height": height}, is_mobile=width < 600)
        told = Told(page)
        await page.goto(address)
        await told.until("sample")
        assert await page.evaluate("document.activeElement.tagName") == "TEXTAREA"  # keys work without a click
        assert await page.title() == "quoth"
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.evaluate("document.fonts.check('15px \"Roboto Mono\"')")
        await page.mouse.click(width // 2, height // 2)
        await asyncio.sleep(1)
        told.shown = ""  # from here on it writes what the key asks for
        await page.keyboard.type("?")
        await told.until("help")
        if folder := os.environ.get("QUOTH_PICTURES"):
            await asyncio.sleep(1)
            await page.screenshot(path=Path(folder) / f"{width}.png")
        assert [
            one for one in told.requests if not one.startswith((address, address.replace("http", "ws"), "data:"))
        ] == []
        assert told.errors == []
        assert len(readers(process)) == 1
        await page.goto("about:blank")
        assert await none_left(process)
        await browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; .ci/run installs it")
@pytest.mark.parametrize("has_clipboard", [True, False], ids=["with a clipboard", "as without encryption"])
async def test_what_a_far_reader_copies_is_on_their_side_alone(tmp_path: Path, *, has_clipboard: bool) -> None:
    home = tmp_path / "home"
    state = home / ".local" / "state" / "quoth"
    state.mkdir(parents=True)
    (state / "reader.json").write_text('{"welcomed": true}', encoding="utf-8")
    with served(home, "--host", "127.0.0.1", "--public") as (_, address):
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = await browser.new_context(viewport={"width": 1280, "height": 800})
            if has_clipboard:
                await context.grant_permissions(["clipboard-read", "clipboard-write"])
                await context.add_init_script(
                    "window.fromClipboard = navigator.clipboard.readText.bind(navigator.clipboard)"
                )
            else:
                await context.add_init_script(
                    "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true});"
                    "document.addEventListener('copy', (event) => { window.copied = event.target.value })"
                )
            page = await context.new_page()
            told = Told(page)
            await page.goto(address)
            await told.until("sample")
            await page.keyboard.press("Enter")
            for _ in range(60):  # the text may not be there yet
                if "as far as the terminal allows it." in told.shown:
                    break
                await page.keyboard.press("y")
                await asyncio.sleep(0.5)
            read = "window.fromClipboard()" if has_clipboard else "window.copied"
            copied = ""
            for _ in range(100):
                copied = await page.evaluate(read) or ""
                if copied:
                    break
                await asyncio.sleep(0.1)
            assert "“" in copied
            assert await page.evaluate("document.activeElement.tagName") == "TEXTAREA"
            assert told.errors == []
            await browser.close()
    assert list(state.glob("clipboard*")) == []


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; .ci/run installs it")
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_a_page_whose_reader_has_ended_says_so_and_opens_another(server: Served, colours: Any) -> None:
    process, address = server
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=colours)
        told = Told(page)
        await page.goto(address)
        await told.until("sample")
        sentence = page.get_by_role("status")
        assert not await sentence.is_visible()
        await page.keyboard.press("Control+q")
        await sentence.wait_for(state="visible", timeout=60_000)
        assert await none_left(process)
        assert "The reader has ended" in await sentence.inner_text()
        paper, ink = await page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        assert (brightness(paper) > brightness(ink)) == (colours == "light")
        found = (await Axe().run(page)).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
        if folder := os.environ.get("QUOTH_PICTURES"):
            await page.screenshot(path=Path(folder) / f"ended-{colours}.png")
        told.shown = ""
        if colours == "light":
            await page.get_by_text("Open it again").click()
        else:
            await page.keyboard.press("Enter")
        await told.until("sample")
        await browser.close()
    assert await none_left(process)


def brightness(colour: str) -> int:
    """Of "rgb(1, 2, 3)"."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3])
