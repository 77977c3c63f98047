"""The `quoth` command, also `python -m tui`."""

from __future__ import annotations

try:
    import contextlib
    import io
    import os
    import sys
    import time
    from pathlib import Path

    import click

    from index import journal
    from tui import logs
    from tui.cli import COMPLETION, INTERRUPTED, WRONG_USE, quoth
    from tui.commands import MODULE_OF
    from tui.output import harmless, refused, say
except KeyboardInterrupt:  # nothing is begun yet: no word, and the exit code of what ctrl+c ended
    raise SystemExit(130) from None


GROUPS = ("config", "feeds", "index")  # whose next word names what they do, and is nobody's query


def main() -> int:
    """Run a command line; returns the exit code (see `tui.cli`)."""
    prepare_streams()
    begun = begin_log(sys.argv[1:])
    code = commanded()
    journal.note("ended", "debug", code=code, seconds=round(time.monotonic() - begun, 1))
    return code


def commanded() -> int:
    """Run what was asked for, and say why where it can't be done."""
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except click.ClickException as error:
        journal.note("refused", "debug", kind=type(error).__name__)  # its sentence may quote what was asked
        with contextlib.suppress(OSError):
            show(error)
        return failed(None, WRONG_USE)
    except KeyboardInterrupt:
        return failed("interrupted", INTERRUPTED)
    except BrokenPipeError:  # who reads us has enough
        return failed(None, 0)
    except OSError as error:
        journal.note("refused by the system", "warning", kind=type(error).__name__, why=error.strerror)
        return failed(refused(error), WRONG_USE)
    except library_error() as error:
        journal.note("refused by the library", "warning", why=str(error))
        return failed(str(error), WRONG_USE)
    except Exception as error:
        logs.error(error)
        raise
    return code


def begin_log(args: list[str]) -> float:
    """Keep what happens, of the command line only the command's name; returns when that was."""
    words = [word for word in args if word in MODULE_OF]
    if not os.environ.get(COMPLETION) and words[:1] != ["doctor"]:  # which writes nothing
        logs.begin()
    inner = args[args.index(words[0]) + 1 :][:1] if words and words[0] in GROUPS else []
    name = " ".join((*words[:1], *(word for word in inner if word.isalpha()))) or "read"
    journal.note("started", version=_version(), command=name)
    return time.monotonic()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # click asks for it in the same way

    try:
        return version("quoth")
    except PackageNotFoundError:
        return "unknown"


def run(args: list[str]) -> int:
    """Run it as `quoth.main` does, which makes exits that tell nothing of a broken pipe, an EOFError and ctrl+c."""
    if os.environ.get(COMPLETION):
        quoth.main(args, prog_name="quoth")  # answers the shell and exits
    try:
        with quoth.make_context("quoth", args) as ctx:
            quoth.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def show(error: click.ClickException) -> None:
    """Tell what was wrong: it quotes what was typed, of which no terminal is to obey anything."""
    told = io.StringIO()
    error.show(told)
    click.echo(harmless(told.getvalue()), nl=False, err=True)


def prepare_streams() -> None:
    """Characters that a stream can't take are escaped; a stream that is closed takes everything and gives nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def failed(message: str | None, code: int) -> int:
    """Say why it ended, if that can be said; drop what a stream could not take, or Python's end fails on it, too."""
    if message is not None:
        with contextlib.suppress(OSError):
            say(message)
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def library_error() -> type[Exception]:
    """What a library raises for the user to read; asked for only when something was raised."""
    from index.store import LibraryError

    return LibraryError


if __name__ == "__main__":
    sys.exit(main())
