"""`quoth serve`: the reader in a browser."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence

import click

from tui.cli import THEME, Problem, quoth, with_library

PORT = 8000
TRIES = 50  # ports after one that is taken, of which the first free one is named
LACKING = "quoth serve needs a few packages more; install them with: pip install 'quoth[serve]'"


@quoth.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="The port; 0 takes a free one.",
)
@click.option("--host", metavar="ADDRESS", help="Another address of this machine to listen at; needs --public.")
@click.option("--public", is_flag=True, help="Let other machines in, with the token of the printed address.")
@click.option("--open", "in_browser", is_flag=True, help="Open the browser at it.")
@with_library
@click.pass_context
def serve_command(ctx: click.Context, port: int, host: str | None, public: bool, in_browser: bool) -> None:
    """Read in a browser, on this machine unless told otherwise twice (--host, --public); ctrl+c ends.

    Every page has a reader of its own, which ends with the page.
    """
    import asyncio

    from tui.output import put

    try:
        from tui.serving import door, server

        server.files()
    except (ImportError, AssertionError) as error:
        raise Problem(LACKING) from error
    if (host is not None) != public:
        raise Problem("--host and --public go together; nothing is encrypted on the way")
    sockets = _sockets((host,) if host else ("127.0.0.1", "::1"), port)
    port = sockets[0].getsockname()[1]
    token = door.new_token() if public else ""
    address = f"http://{door.shown(host or '127.0.0.1')}:{port}/" + (f"?token={token}" if public else "")

    def told() -> None:
        put(f"reading at {address}\nctrl+c ends")
        sys.stdout.flush()
        if in_browser:
            import webbrowser

            webbrowser.open(address)

    command = [sys.executable, "-m", "tui"]
    command += ["--library", ctx.obj] if ctx.obj else []
    command += ["--theme", ctx.meta[THEME]] if ctx.meta.get(THEME) else []
    entrance = door.Door(port, (host.lower(),) if host else (), token)
    asyncio.run(server.serve(sockets, entrance, command, told, server.environment(public=public)))


def _sockets(hosts: Sequence[str], port: int) -> list[socket.socket]:
    """Sockets on these addresses; a problem that names a free port where this one is taken."""
    from tui.serving.server import listening

    try:
        return listening(hosts, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise Problem(f"can't listen at {hosts[0]}, port {port}: {error.strerror}; take another --port") from error
    for other in range(port + 1, min(port + TRIES, 65536)):
        try:
            for each in listening(hosts, other):
                each.close()
        except OSError:
            continue
        raise Problem(f"port {port} is taken; --port {other} is free")
    raise Problem(f"port {port} is taken; --port 0 takes a free one")
