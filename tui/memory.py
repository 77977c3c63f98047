"""Where is what the reader remembers kept, and what if that can't be read or written?

In the user's state folder, a file for each library, beside one for the theme: none of it is the library's own, and a
library that is copied or read by two users takes nothing of it along. A file is written beside the old one and then
takes its name, so that a start never finds half of one.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from tui import places
from tui.session import Session, from_json, to_json

LIBRARIES, CHOICES = "libraries", "reader.json"


class Memory:
    """What is remembered of one library. `problem` is why something could not be kept, in a sentence."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self.library = library.resolve()
        name = sha256(str(self.library).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.file = folder / LIBRARIES / f"{name}.json"
        self.problem = ""
        self._saved: Session | None = None

    @classmethod
    def of(cls, library: Path) -> Memory:
        """That of a library, in the user's state folder."""
        return cls(places.state_folder(), library)

    def session(self) -> Session:
        """What was kept last; where nothing was, or nothing that can be understood, that of a first start."""
        self._saved = from_json(_read(self.file).get("session"))
        return self._saved

    def has(self, session: Session) -> bool:
        """Whether it is kept already."""
        return session == self._saved

    def save(self, session: Session) -> None:
        """Keep it, unless it is kept. For a thread."""
        if self.has(session):
            return
        if self._write(self.file, {"library": str(self.library), "session": to_json(session)}):
            self._saved = session

    def theme(self) -> str | None:
        """The theme chosen last."""
        name = _read(self.folder / CHOICES).get("theme")
        return name if isinstance(name, str) else None

    def keep_theme(self, name: str) -> None:
        """Start with this theme from now on."""
        file = self.folder / CHOICES
        self._write(file, {**_read(file), "theme": name})

    def _write(self, file: Path, kept: dict[str, Any]) -> bool:
        new = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(kept), encoding="utf-8")
            new.replace(file)
        except OSError as error:
            self.problem = f"where you were reading could not be kept: {error.strerror or error} ({file})"
            return False
        return True


def _read(file: Path) -> dict[str, Any]:
    """A file's object; an empty one where it is not there or can't be understood."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
