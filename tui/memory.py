"""Where is what the reader remembers kept, and what if that can't be read or written?

In the user's state folder, a file for each library, beside one for the theme and the welcome: none of it is the
library's own, and a library that is copied or read by two users takes nothing of it along. A file is written beside
the old one and then takes its name, so that a start never finds half of one.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui import places
from tui.files import write
from tui.screens.jumps import Place
from tui.screens.undoing import Removed
from tui.session import Session, from_json, to_json

LIBRARIES, CHOICES = "libraries", "reader.json"
LOCK_SECONDS = 1.0  # a reader that was stopped while it wrote must not stop another


class Memory:
    """What is remembered of one library. `problem` is why something could not be kept, in a sentence."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self.library = library.resolve()
        name = sha256(str(self.library).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.file = folder / LIBRARIES / f"{name}.json"
        self.problem = ""
        self._saved: Session | None = None
        self._marks: Mapping[str, Place] = {}  # as the reader had them when they were last read or written
        self._removed: tuple[Removed, ...] = ()  # the same of what was taken out

    @classmethod
    def of(cls, library: Path) -> Memory:
        """That of a library, in the user's state folder."""
        return cls(places.state_folder(), library)

    def session(self) -> Session:
        """What was kept last; where nothing was, or nothing that can be understood, that of a first start."""
        self._saved = from_json(_read(self.file).get("session"))
        self._marks, self._removed = self._saved.marks, self._saved.removed
        return self._saved

    def has(self, session: Session) -> bool:
        """Whether it is kept already."""
        return session == self._saved

    def save(self, session: Session) -> None:
        """Keep it, unless it is kept, with the marks that another reader of the library set, and what that removed.

        For a thread.
        """
        if self.has(session):
            return
        with _alone(self.file.parent):
            theirs = self._theirs()
            others = tuple(one for one in theirs.removed if one not in self._removed and one not in session.removed)
            both = replace(session, marks=self._both(session, theirs.marks), removed=(*others, *session.removed))
            if self._write(self.file, {"library": str(self.library), "session": to_json(both)}):
                self._saved, self._marks, self._removed = session, session.marks, session.removed

    def with_marks(self, session: Session) -> Session:
        """The same, with the marks that another reader of the library set."""
        theirs = self._theirs().marks
        both = self._both(session, theirs)
        self._marks = theirs
        return replace(session, marks=both)

    def _theirs(self) -> Session:
        return from_json(_read(self.file).get("session"))

    def _both(self, session: Session, theirs: Mapping[str, Place]) -> dict[str, Place]:
        """The marks in the file, and over them what was set here since."""
        return {**theirs, **{one: place for one, place in session.marks.items() if self._marks.get(one) != place}}

    def theme(self, said: str = "") -> str | None:
        """The theme chosen last; that which the settings have `said` since they said another."""
        return self._chosen("theme", said)

    def keep_theme(self, name: str, said: str = "") -> None:
        """Start with this theme from now on, until the settings say another than they have `said`."""
        self._choose(theme=name, theme_said=said)

    def citation(self, said: str = "") -> str | None:
        """The style of citations, likewise."""
        return self._chosen("citation", said)

    def keep_citation(self, name: str, said: str = "") -> None:
        """Cite in this style from now on, likewise."""
        self._choose(citation=name, citation_said=said)

    def welcomed(self) -> bool:
        """Whether the reader's user was told what it is."""
        return bool(_read(self.folder / CHOICES).get("welcomed"))

    def keep_welcomed(self) -> None:
        """Don't tell it again."""
        self._choose(welcomed=True)

    def _chosen(self, what: str, said: str) -> str | None:
        kept = _read(self.folder / CHOICES)
        name = kept.get(what)
        return name if isinstance(name, str) and kept.get(f"{what}_said", "") == said else said or None

    def _choose(self, **chosen: object) -> None:
        file = self.folder / CHOICES
        self._write(file, {**_read(file), **chosen})

    def _write(self, file: Path, kept: dict[str, Any]) -> bool:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file, json.dumps(kept).encode())
        except OSError as error:
            self.problem = f"where you were reading could not be kept: {error.strerror or error} ({file})"
            return False
        return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Inside, no other reader keeps its session, as far as the system has such locks and nobody holds one for long."""
    handle = None
    with suppress(ImportError, OSError):
        import fcntl

        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        until = time.monotonic() + LOCK_SECONDS
        while time.monotonic() < until:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(LOCK_SECONDS / 100)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _read(file: Path) -> dict[str, Any]:
    """A file's object; an empty one where it is not there or can't be understood."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
