"""What does a library's file say of itself, when nothing may be written and anything may be wrong with it?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store.schema import APPLICATION_ID, VERSION

COUNTED = ("article", "quotation", "link", "note", "feed")
OPTIONS = ("THREADSAFE", "DEFAULT_SYNCHRONOUS", "DEFAULT_WAL_SYNCHRONOUS", "MAX_VARIABLE_NUMBER", "TEMP_STORE")
Facts = dict[str, object]


def sqlite() -> Facts:
    """Which SQLite it is, and the options of its making that matter here."""
    with closing(sqlite3.connect(":memory:")) as db:
        made = [option for (option,) in db.execute("PRAGMA compile_options").fetchall()]
    options = [one for one in made if one.split("=")[0] in OPTIONS]
    return {"version": sqlite3.sqlite_version, "options": options}


def facts(path: Path) -> Facts:
    """The file's format and counts; `problem` where it can't be read."""
    logged = Path(f"{path}-wal").exists()
    found: Facts = {"format": None, "format_of_this_version": VERSION, "log_bytes": _size(Path(f"{path}-wal"))}
    try:
        # without a log there is no writer, and SQLite would want to make one
        where = f"{path.absolute().as_uri()}?mode=ro{'' if logged else '&immutable=1'}"
        with closing(sqlite3.connect(where, uri=True, timeout=1)) as db:
            found["format"] = db.execute("PRAGMA user_version").fetchone()[0]
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                found["problem"] = "it is no library's"
                return found
            for table in COUNTED:
                found[f"{table}s"] = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            found["last_change"] = db.execute("SELECT coalesce(max(seq), 0) FROM article").fetchone()[0]
            row = db.execute("SELECT value FROM meta WHERE name = 'rules'").fetchone()
            found["rules"] = row[0] if row else None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        found["problem"] = f"{type(error).__name__}: {error}" if isinstance(error, sqlite3.Error) else "it is no text"
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
