"""Which queries were asked before? A small file of the user's, a query a line, the oldest first."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.files import write

MOST = 200  # queries kept


class History:
    """Queries asked, in a file or, without one, until the program ends. May be called from any thread.

    `file` is asked when it is first needed. A file that can't be read or written is no reason to stop a search: then
    the queries of this start are all there is.
    """

    def __init__(self, file: Callable[[], Path] | None = None) -> None:
        self._file = file
        self._kept: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def queries(self) -> tuple[str, ...]:
        """The queries, each once, the one asked last at the end."""
        with self._lock:
            return self._read()

    def remember(self, query: str) -> tuple[str, ...]:
        """Put a query at the end; returns all of them."""
        with self._lock:
            self._kept = added(self._read(), query)
            if self._file is not None:
                with contextlib.suppress(OSError):
                    _write(self._file(), self._kept)
            return self._kept

    def _read(self) -> tuple[str, ...]:
        if self._file is not None:
            with contextlib.suppress(OSError):
                lines = self._file().read_text(encoding="utf-8", errors="replace").splitlines()
                self._kept = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))[-MOST:]
        return self._kept


def added(queries: Sequence[str], query: str) -> tuple[str, ...]:
    """The queries with this one at the end and nowhere else; the oldest are forgotten."""
    query = " ".join(query.split())
    return (*(one for one in queries if one != query), *([query] if query else []))[-MOST:]


def step(queries: Sequence[str], shown: str, by: int) -> str | None:
    """The query so many steps from the one that is shown, which may be none of them; None beyond the ends."""
    here = queries.index(shown) if shown in queries else len(queries)
    return queries[here + by] if 0 <= here + by < len(queries) else None


def _write(path: Path, queries: Sequence[str]) -> None:
    """In one go, readable by the user alone: what somebody searches for is nobody else's business."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write(path, "".join(f"{query}\n" for query in queries).encode("utf-8", "replace"), mode=0o600)
