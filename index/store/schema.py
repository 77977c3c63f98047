"""What does the library's SQLite file look like, and how is it opened?

`article`, `article_text`, `version`, `also`, `edited`, `naming`, `feed`, `entry`, `mark`, `tag`, `note`, `saved`,
`choice` and `judged` can't be made again. `quotation`,
`spoke`, `link`, `alike` and an article's `event` and `spoken` are derived from them and the code.
`article.seq` grows with every change (also a removal): the derived stores beside the file catch up by it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from pathlib import Path

from index import journal
from index.store.errors import LibraryError, TellingConnection, WrongLibraryError, sentence

VERSION = 6
APPLICATION_ID = 0x71756F74  # "quot": a foreign SQLite file is told from a library by it
BUSY_MS = 15_000  # how long one process waits for another's transaction

PEOPLE = """
CREATE TABLE choice (                       -- what a reader said of speakers
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: it is how a choice is named
    what TEXT NOT NULL CHECK (what IN ('join', 'split', 'correct')),
    name TEXT,                              -- of a correction: who said it; NULL for nobody known
    other TEXT,                             -- of a join or split: the other name
    article TEXT,                           -- of a correction, or of a split in one article: its id
    start INTEGER, "end" INTEGER, words TEXT,  -- of a correction: where the quotation stood, and what it was
    made TEXT NOT NULL                      -- UTC
);
CREATE INDEX choice_article ON choice (article) WHERE article IS NOT NULL;
CREATE TABLE spoke (                        -- who is quoted in an article, how often, and what it calls them
    family TEXT NOT NULL,                   -- see spellings.Name
    article INTEGER NOT NULL REFERENCES article, speaker TEXT NOT NULL, role TEXT NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (family, article, speaker, role)
) WITHOUT ROWID;
CREATE INDEX spoke_article ON spoke (article);
"""
SPOKEN = "CREATE INDEX article_spoken ON article (id) WHERE spoken;\n"
UTTERANCE = "CREATE INDEX quotation_utterance ON quotation (utterance) WHERE utterance IS NOT NULL;\n"
JUDGED = """
CREATE TABLE judged (                       -- which quotations a reader called the same, and which not
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    same INTEGER NOT NULL,
    a_article TEXT NOT NULL, a_start INTEGER NOT NULL, a_end INTEGER NOT NULL, a_words TEXT NOT NULL,
    b_article TEXT NOT NULL, b_start INTEGER NOT NULL, b_end INTEGER NOT NULL, b_words TEXT NOT NULL,
    made TEXT NOT NULL                      -- UTC
);
CREATE INDEX judged_a ON judged (a_article);
CREATE INDEX judged_b ON judged (b_article);
"""
ALIKE = """
CREATE TABLE alike (                        -- how probably two articles are on the same happening
    a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX alike_b ON alike (b);
"""
OWN = """
CREATE TABLE tag (                          -- a reader's words for articles
    article TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL,  -- UTC
    PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);
CREATE TABLE note (                         -- what a reader wrote to an article or a quotation
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL,
    start INTEGER, "end" INTEGER, words TEXT,  -- where the quotation stood, and what it was; NULL: to the article
    text TEXT NOT NULL, made TEXT NOT NULL  -- UTC
);
CREATE INDEX note_article ON note (article);
"""
SAVED = """
CREATE TABLE saved (                        -- queries that a reader keeps as lists
    name TEXT PRIMARY KEY, query TEXT NOT NULL,
    seen INTEGER NOT NULL,                  -- the last article's key when it was last looked at
    made TEXT NOT NULL                      -- UTC
) WITHOUT ROWID;
"""
VERSIONS = """
CREATE TABLE version (                      -- what an article was before it was read anew with another text or title
    article TEXT NOT NULL, number INTEGER NOT NULL,  -- 1 is the first; the last is the article itself
    text TEXT NOT NULL, title TEXT, author TEXT, published TEXT,
    taken TEXT NOT NULL,                    -- UTC, when it was read
    PRIMARY KEY (article, number)
);
CREATE TABLE also (                         -- other addresses and files of an article
    origin TEXT PRIMARY KEY, article TEXT NOT NULL,
    made TEXT NOT NULL                      -- UTC
) WITHOUT ROWID;
CREATE INDEX also_article ON also (article);
CREATE INDEX article_words ON article (words) WHERE words IS NOT NULL;
"""
NAMINGS = """
CREATE TABLE edited (                       -- what a reader wrote of an article by hand
    article TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT,                             -- NULL: known to be none
    given TEXT,                             -- what the input says instead
    made TEXT NOT NULL,                     -- UTC
    PRIMARY KEY (article, field)
) WITHOUT ROWID;
CREATE TABLE naming (                       -- an outlet's address or other name, in small letters, and its name
    called TEXT PRIMARY KEY, outlet TEXT NOT NULL,
    made TEXT NOT NULL                      -- UTC
) WITHOUT ROWID;
"""
FEEDS = """
CREATE TABLE feed (                         -- what is fetched by `sync`
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,               -- as it is asked for
    named INTEGER NOT NULL DEFAULT 0,       -- whether the reader named its host, which may be in a private network then
    title TEXT,                             -- as it calls itself
    outlet TEXT,                            -- who publishes its articles, where the reader said so
    tags TEXT NOT NULL DEFAULT '',          -- given to its articles, parted by spaces
    etag TEXT, modified TEXT,               -- as its server gave them, for the next request
    asked TEXT,                             -- UTC, when it was last asked for
    after TEXT,                             -- UTC, before which it is not to be asked again
    held INTEGER NOT NULL DEFAULT 0,        -- whether its server wants that: then naming it does not help
    failures INTEGER NOT NULL DEFAULT 0,    -- in a row
    problem TEXT,                           -- of the last one, a sentence
    made TEXT NOT NULL                      -- UTC
);
CREATE TABLE entry (                        -- what feeds announced; its content goes once its article is stored
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
    name TEXT NOT NULL,                     -- by which the feed tells it from its others
    digest TEXT NOT NULL,                   -- of what the feed says of it: another one is an update
    url TEXT, title TEXT, author TEXT, published TEXT, language TEXT,
    content TEXT,                           -- HTML
    whole INTEGER NOT NULL DEFAULT 0,       -- whether that is the text in full, so that the page is not asked for
    article TEXT,                           -- id, once stored
    tries INTEGER NOT NULL DEFAULT 0,
    after TEXT,                             -- UTC, before which its page is not to be asked for again
    problem TEXT,                           -- why it gave no article
    waiting INTEGER NOT NULL DEFAULT 1,     -- 0: stored, or given up
    seen TEXT NOT NULL,                     -- UTC
    UNIQUE (feed, name)
);
CREATE INDEX entry_waiting ON entry (feed) WHERE waiting;
"""
SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    key INTEGER PRIMARY KEY,            -- the order of adding
    id TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL UNIQUE,
    origin TEXT,                        -- the absolute path it was read from
    path TEXT, outlet TEXT, title TEXT, author TEXT, published TEXT, url TEXT, language TEXT,
    transcript INTEGER,                 -- 1 or 0 where somebody marked it by hand
    characters INTEGER NOT NULL,
    digest TEXT NOT NULL,               -- of the text and of every field that the input gave
    added TEXT NOT NULL,                -- UTC
    taken TEXT,                         -- UTC, when the text was last read anew; NULL: when it was added
    words TEXT,                         -- digest of the text's words: the same article from elsewhere is told by it
    called TEXT,                        -- the outlet as the input gives it: `outlet` is how it is known, or was edited
    site TEXT,                          -- how its page calls the site
    removed INTEGER NOT NULL DEFAULT 0,
    quotes INTEGER NOT NULL DEFAULT 0,  -- derived: counts for lists
    links INTEGER NOT NULL DEFAULT 0,
    shared INTEGER NOT NULL DEFAULT 0,
    event INTEGER,                      -- derived: key of the article added first of those on the same happening
    spoken INTEGER NOT NULL DEFAULT 0   -- derived: whether it is a transcript, by hand or by its form
);
CREATE INDEX article_event ON article (event) WHERE event IS NOT NULL;
{SPOKEN}CREATE TABLE article_text (key INTEGER PRIMARY KEY REFERENCES article, text TEXT NOT NULL);
CREATE TABLE mark (article TEXT PRIMARY KEY, read INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0)
    WITHOUT ROWID;
CREATE TABLE quotation (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: postings hold it
    article INTEGER NOT NULL REFERENCES article,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    kind TEXT NOT NULL, speaker TEXT, speaker_text TEXT, cue TEXT, confidence REAL NOT NULL,
    continues INTEGER,                      -- key of the first part
    role TEXT,
    within INTEGER,                         -- key of the quotation in whose words it stands
    utterance INTEGER,                      -- key of the utterance's quotation added first
    corrected INTEGER NOT NULL DEFAULT 0,   -- whether a reader gave the speaker
    UNIQUE (article, start, "end")
);
CREATE INDEX quotation_continues ON quotation (continues) WHERE continues IS NOT NULL;
{UTTERANCE}CREATE TABLE link (
    a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, relation TEXT NOT NULL, altered INTEGER,
    judged INTEGER,                         -- 1 or 0 where a reader said that they are the same, or not
    reason TEXT,                            -- of an echo: why it is no link
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX link_b ON link (b);
{PEOPLE}{JUDGED}{ALIKE}{OWN}{SAVED}{VERSIONS}{NAMINGS}{FEEDS}"""

TABLES = frozenset(re.findall(r"CREATE TABLE (\w+)", SCHEMA))

# what makes a library of the version before into one of this; derived rows are made again in any case
MIGRATIONS = {
    1: f"""
ALTER TABLE article ADD COLUMN transcript INTEGER;
ALTER TABLE quotation ADD COLUMN role TEXT;
ALTER TABLE quotation ADD COLUMN within INTEGER;
ALTER TABLE quotation ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
{PEOPLE}""",
    2: f"""
ALTER TABLE article ADD COLUMN event INTEGER;
ALTER TABLE article ADD COLUMN spoken INTEGER NOT NULL DEFAULT 0;
{SPOKEN}ALTER TABLE link ADD COLUMN judged INTEGER;
ALTER TABLE link ADD COLUMN reason TEXT;
{UTTERANCE}CREATE INDEX article_event ON article (event) WHERE event IS NOT NULL;
{JUDGED}{ALIKE}""",
    3: OWN,
    4: SAVED,
    5: f"""
ALTER TABLE article ADD COLUMN taken TEXT;
ALTER TABLE article ADD COLUMN words TEXT;
ALTER TABLE article ADD COLUMN called TEXT;
ALTER TABLE article ADD COLUMN site TEXT;
UPDATE article SET called = outlet;
{VERSIONS}{NAMINGS}{FEEDS}""",
}


CACHE = 16_000  # kilobytes, of the connection that adds; with a quarter, counting links takes 1.6 times as long
CACHE_BESIDE = 4_000  # of each thread's beside it: the reader has eight, each of which asks for little at a time


def readonly(path: Path) -> bool:
    """Whether the library is there and can only be read: SQLite writes beside its file, too."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect(path: Path, *, create: bool, cache: int = CACHE) -> TellingConnection:
    """An open connection in WAL mode; the schema is made where the file is new and `create` allows it.

    `cache` are kilobytes of pages that are kept at most.

    Raises WrongLibraryError. Where nothing can be written the connection only reads.
    """
    if not create and not path.exists():
        raise WrongLibraryError(f"there is no library in {path.parent}; add something to it first: quoth add PATH")
    if _is_emptied(path):
        raise WrongLibraryError(
            f"{path} is empty (0 bytes), so what the library held is gone from it; "
            "put a backup in its place, or remove the file to begin anew"
        )
    try:
        connection = _opened(path)
    except sqlite3.DatabaseError as error:
        raise WrongLibraryError(sentence(path, error) or f"{path} can't be opened: {error}") from error
    try:
        if not readonly(path):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = {-cache}")
        _ensure(connection, path)
    except (LibraryError, sqlite3.DatabaseError) as error:
        connection.close()
        if isinstance(error, WrongLibraryError):
            raise
        told = str(error) if isinstance(error, LibraryError) else sentence(path, error)
        raise WrongLibraryError(told or f"{path} is no library, or is damaged: {error}") from error
    return connection


def _is_emptied(path: Path) -> bool:
    """Whether the file has nothing in it, and not because another process is just making it."""
    try:
        found = path.stat()
    except OSError:
        return False
    return not found.st_size and time.time() - found.st_mtime > BUSY_MS / 1000


def _opened(path: Path) -> TellingConnection:
    where = str(path)
    if readonly(path):
        # without a log there is no writer, and SQLite would want to make one
        logged = Path(f"{path}-wal").exists()
        where = f"{path.absolute().as_uri()}?mode=ro{'' if logged else '&immutable=1'}"
    connection = sqlite3.connect(
        where,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        factory=TellingConnection,
        uri=readonly(path),
    )
    connection.path = path
    return connection


def _ensure(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] == 0:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise WrongLibraryError(f"{path} is an SQLite file of another program; choose another folder with --library")
    found = _migrated(connection, path)
    if found != VERSION:
        raise WrongLibraryError(
            f"{path} was made by another version of quoth (its format is {found}, this one reads {VERSION}); "
            "open it with that version"
        )


def _migrated(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a library after what can be done to bring it to this one's."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found not in MIGRATIONS:
        return found
    if readonly(path):
        raise WrongLibraryError(
            f"{path} was made by an earlier version of quoth and may not be written; open it once where it may be"
        )
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])  # another process may have been faster
        while found in MIGRATIONS:
            for statement in MIGRATIONS[found].split(";\n"):
                connection.execute(statement)
            found += 1
            connection.execute(f"PRAGMA user_version = {found}")
        connection.execute("COMMIT")
        journal.note("migrated", to=found)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return found
