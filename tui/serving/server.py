"""The web server: the page, the few files it needs, and a WebSocket behind which a reader runs.

The terminal in the page is textual-serve's (xterm.js in one file); what it sends are JSON lists, a kind and its value:
["stdin", keys], ["resize", {"width": columns, "height": lines}], ["ping", text], ["focus"] and ["blur"]. What comes
back are bytes for the terminal.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from aiohttp import WSMsgType, web

from tui import places
from tui.serving.door import COOKIE, HEADERS, Door
from tui.serving.terminal import Terminal

MAX_READERS: Final = 8
MAX_MESSAGE: Final = 1 << 22  # bytes; what is pasted comes as one
HEARTBEAT: Final = 20.0  # seconds until a page that says nothing is asked whether it is there
CLOSING: Final = 8.0  # seconds for everything at the end
OURS: Final = Path(__file__).parent
FULL: Final = f"quoth: {MAX_READERS} readers are open here already; close one of their pages, then reload this one.\r\n"
# of the terminal in which the server runs: the pages' are others, which the copied words are to reach
THEIRS: Final = ("COLUMNS", "LINES", "COLORFGBG", "TMUX", "TMUX_PANE", "STY")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def files() -> dict[str, Path]:
    """The files that pages need, by the path they are asked for; nothing else is given away."""
    spec = find_spec("textual_serve")
    assert spec is not None
    assert spec.origin is not None
    theirs = Path(spec.origin).parent / "static"
    return {
        "/page.css": OURS / "page.css",
        "/page.js": OURS / "page.js",
        "/xterm.css": theirs / "css" / "xterm.css",
        "/terminal.js": theirs / "js" / "textual.js",
        "/mono.ttf": theirs / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    }


class Readers:
    """The pages' readers: each its own process."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.command = tuple(command)
        self.env = dict(env)
        self.sockets: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Run a reader for as long as its page is there."""
        page = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MAX_MESSAGE)
        await page.prepare(request)
        if len(self.sockets) >= MAX_READERS:
            await page.send_bytes(FULL.encode())
            await page.close()
            return page
        self.sockets.add(page)
        try:
            await self._run(page, _number(request.query.get("width")) or 80, _number(request.query.get("height")) or 24)
        finally:
            self.sockets.discard(page)
        return page

    async def _run(self, page: web.WebSocketResponse, columns: int, lines: int) -> None:
        try:
            terminal = await Terminal.start(self.command, columns, lines, self.env)
        except OSError as error:
            await page.send_bytes(f"quoth: the reader could not be started: {error.strerror}\r\n".encode())
            await page.close()
            return
        showing = asyncio.create_task(_show(page, terminal))
        try:
            async for message in page:
                if message.type != WSMsgType.TEXT or not await _take(page, terminal, message.data):
                    break
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing
            await asyncio.shield(terminal.end())
            await page.close()

    async def close(self, _: web.Application) -> None:
        """Close all pages; their readers end with them."""
        await asyncio.gather(*(page.close() for page in tuple(self.sockets)), return_exceptions=True)


async def _show(page: web.WebSocketResponse, terminal: Terminal) -> None:
    """Send what the reader writes, then close: it has ended."""
    with contextlib.suppress(ConnectionError):
        while piece := await terminal.read():
            await page.send_bytes(piece)
        await page.close()


async def _take(page: web.WebSocketResponse, terminal: Terminal, text: str) -> bool:
    """Do what the page asks; False for what no page of ours sends."""
    try:
        kind, *values = json.loads(text)
    except (ValueError, TypeError):
        return False
    match kind, values:
        case "stdin", [str(keys)]:
            terminal.write(keys.encode("utf-8", errors="replace"))
        case "resize", [{"width": int(columns), "height": int(lines)}]:
            terminal.resize(columns, lines)
        case "ping", [str(stamp)]:
            with contextlib.suppress(ConnectionError):
                await page.send_json(["pong", stamp])
        case "focus" | "blur", []:
            pass  # the terminal in the page tells the reader itself
        case _:
            return False
    return True


def application(door: Door, readers: Readers) -> web.Application:
    """The server's routes, behind the door."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        asked = request.path == "/ws"
        if not door.may_ask(request.headers.get("Host", ""), request.headers.get("Origin"), needs_origin=asked):
            return refused("This is not an address of quoth's. Open the one that quoth serve printed.")
        if not door.opens_to(request.cookies.get(COOKIE, "")):
            return admitted(request)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=error.status, text=f"{error.reason}\n")

    def admitted(request: web.Request) -> web.Response:
        token = request.query.get("token", "")
        if request.path != "/" or not token or not door.opens_to(token):
            return refused("The address lacks the token. Open the whole address that quoth serve printed.")
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", path="/")
        return response

    async def index(_: web.Request) -> web.Response:
        return web.Response(text=(OURS / "page.html").read_text(encoding="utf-8"), content_type="text/html")

    async def file(request: web.Request) -> web.FileResponse:
        return web.FileResponse(known[request.path])

    async def headed(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(HEADERS)
        response.headers.pop("Server", None)

    known = files()
    app = web.Application(middlewares=[guarded])
    app.add_routes([web.get("/", index), web.get("/ws", readers.serve), *(web.get(path, file) for path in known)])
    app.on_response_prepare.append(headed)
    app.on_shutdown.append(readers.close)
    return app


def refused(why: str) -> web.Response:
    """403, with a sentence."""
    return web.Response(status=403, text=f"{why}\n")


async def serve(
    sockets: Sequence[socket.socket],
    door: Door,
    command: Sequence[str],
    told: Callable[[], Any],
    env: Mapping[str, str],
) -> None:
    """Serve until a signal (ctrl+c) asks for the end, and end the readers. `told` is called when it is open."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, over.set)
    runner = web.AppRunner(application(door, Readers(command, env)), access_log=None, shutdown_timeout=CLOSING)
    await runner.setup()
    try:
        for each in sockets:
            await web.SockSite(runner, each).start()
        told()
        await over.wait()
    finally:
        await runner.cleanup()


def listening(hosts: Sequence[str], port: int) -> list[socket.socket]:
    """Sockets on these addresses, all on one port: 0 for any free one. OSError where the first can't be had."""
    found: list[socket.socket] = []
    for host in hosts:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            found.append(socket.create_server((host, port), family=family))
        except OSError:
            if not found:
                raise
            continue  # a machine without IPv6
        port = found[0].getsockname()[1]
    return found


def environment(*, public: bool) -> dict[str, str]:
    """What the readers are started with."""
    kept = {name: value for name, value in os.environ.items() if name not in THEIRS}
    return {**kept, places.SERVED: "public" if public else "here"}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 5 else None
