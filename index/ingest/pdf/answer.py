"""What does the process that reads a PDF answer to the one that asked?"""

from __future__ import annotations

from msgspec import Struct

SECONDS = 30  # for one file; a million characters take ten


class About(Struct, frozen=True):
    """Title, authors and day of a document, as far as it says."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


class Taken(Struct, frozen=True, tag=True):
    """The text of a document, what it says of itself, and which of its pages are only pictures."""

    text: str
    about: About
    pictures: tuple[int, ...] = ()


class Refused(Struct, frozen=True, tag=True):
    """Why there is no text."""

    reason: str
