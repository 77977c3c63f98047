"""A library as an earlier version of quoth left it: what later formats brought is taken out again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.store import FILE

# what takes a library of this format back to the one before
BACK = {
    6: (
        *(f"DROP TABLE {name}" for name in ("entry", "feed", "naming", "edited", "also", "version")),
        "DROP INDEX article_words",
        *(f"ALTER TABLE article DROP COLUMN {name}" for name in ("called", "site")),
        "ALTER TABLE article DROP COLUMN words",
        "ALTER TABLE article DROP COLUMN taken",
    ),
    5: ("DROP TABLE saved",),
    4: ("DROP TABLE tag", "DROP TABLE note"),
    3: (
        *("DROP TABLE judged", "DROP TABLE alike"),
        *("DROP INDEX article_event", "DROP INDEX article_spoken", "DROP INDEX quotation_utterance"),
        *("ALTER TABLE article DROP COLUMN event", "ALTER TABLE article DROP COLUMN spoken"),
        *("ALTER TABLE link DROP COLUMN judged", "ALTER TABLE link DROP COLUMN reason"),
    ),
    2: (
        *("DROP TABLE choice", "DROP TABLE spoke"),
        *(f"ALTER TABLE quotation DROP COLUMN {name}" for name in ("corrected", "role", "within")),
        "ALTER TABLE article DROP COLUMN transcript",
    ),
}


def taken_back(library: Path, version: int) -> None:
    """Make the library in a folder one of this format."""
    db = sqlite3.connect(library / FILE)
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    for number in range(found, version, -1):
        for statement in BACK[number]:
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()
