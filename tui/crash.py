"""What does a person get when the reader fails: which sentence, and which report?

The report is for those who mend the program: where in it the error arose, and on what it ran. What an error says
of itself and the values of variables can hold an article's words and are left out.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from textual.worker import WorkerFailed

from tui import places

EXIT_CODE = 1
REPORTS = "reports"
MOST_REPORTS = 20
TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG")
PACKAGES = ("quoth", "textual", "rich", "click")


def report(error: BaseException, theme: str) -> Path | OSError:
    """Write the report; returns its file, or why it could not be written. The oldest of many is thrown away."""
    folder = places.state_folder() / REPORTS
    file = folder / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(report_text(error, theme), encoding="utf-8", errors="backslashreplace")
        for old in sorted(folder.glob("*.txt"))[:-MOST_REPORTS]:
            old.unlink()
    except OSError as failure:
        return failure
    return file


def report_text(error: BaseException, theme: str) -> str:
    """What it ran on, and where the error arose, the last cause first."""
    lines = [f"{name} {version(name)}" for name in PACKAGES]
    lines += [f"Python {platform.python_version()} on {platform.platform()}", f"theme {theme}"]
    lines += [f"{name}={os.environ[name]}" for name in TERMINAL if name in os.environ]
    lines += [f"in tmux: {'yes' if 'TMUX' in os.environ else 'no'}", f"over ssh: {'yes' if _far() else 'no'}", ""]
    for one in _causes(error):
        frames = "".join(traceback.format_tb(one.__traceback__))
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}\n{frames}")
    return "\n".join(lines).replace(str(Path.home()), "~")


def told(error: BaseException, written: Path | OSError, goes_on: bool = True) -> str:
    """The sentences for the terminal that is there again; `goes_on` says whether the next start goes to this place."""
    first = next(_causes(error))
    frames = traceback.extract_tb(first.__traceback__)
    at = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    if isinstance(written, OSError):
        where = f"no report could be written: {written.strerror or written} ({written.filename})"
    else:
        where = f"a report without any article's words is in {written}"
    return (
        f"the reader ended by a mistake of its own ({type(first).__name__}{at}); {where}. "
        f"The library is as it was; the next start {'goes on where you were' if goes_on else 'begins with the list'}."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What went wrong first, then what followed from it; the screen library's wrapper is none of it."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        inner = one.error if isinstance(one, WorkerFailed) else None
        one = inner or one.__cause__ or one.__context__
    yield from (one for one in reversed(chain) if not isinstance(one, WorkerFailed) or len(chain) == 1)


def _far() -> bool:
    return "SSH_CONNECTION" in os.environ
