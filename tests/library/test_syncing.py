"""Feeds against real servers: in one run, again, stopped in the middle, and at odds with them."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import HOST, Answer, Request, Server, serving

from index.library import Library
from index.web import Web

FEEDS, ENTRIES = 50, 40
PAGES = 10  # feeds of these that have summaries only: one in ten
WORDS = (
    *("quay", "fog", "ferry", "gull", "rope", "tide", "crane", "harbour", "bell", "lamp", "anchor", "mast", "oar"),
    *("net", "buoy", "chart", "pilot", "dock", "mole", "light", "wind", "sand", "storm", "captain", "letter"),
    *("ledger", "office", "council", "toll", "strait", "envoy", "minister", "paper", "morning", "winter", "stone"),
)


def sentence(draw: random.Random, count: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(count)).capitalize()


def body(feed: int, entry: int, revised: bool = False) -> str:
    draw = random.Random(feed * 1000 + entry)
    parts = [
        f"{sentence(draw, 30)}.",
        f"“{sentence(draw, 9)},” said Ada Lind, the harbour master of Oss.",
        f"{sentence(draw, 50)}.",
    ]
    return "".join(f"<p>{part}</p>" for part in (*parts, *(["Corrected."] if revised else [])))


class News:
    """A server of feeds: `full` ones, and every tenth with summaries, whose pages it serves, too."""

    def __init__(self, feeds: int = FEEDS, entries: int = ENTRIES) -> None:
        self.feeds, self.entries = feeds, entries
        self.base = ""
        self.revised: set[tuple[int, int]] = set()

    def feed(self, number: int) -> bytes:
        items = []
        for entry in range(self.entries):
            name = f"<guid>{number}-{entry}</guid><title>Story {number} {entry}</title>"
            link = f"<link>{self.base}/page/{number}/{entry}</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>"
            html = body(number, entry, (number, entry) in self.revised)
            whole = f"<content:encoded><![CDATA[{html}]]></content:encoded>"
            told = "<description>Read more …</description>" if number % PAGES == 0 else whole
            items.append(f"<item>{name}{link}{told}</item>")
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        head = f'<rss version="2.0" {space}><channel><title>Outlet {number}</title>'
        return f"{head}{''.join(items)}</channel></rss>".encode()

    def __call__(self, request: Request) -> Answer:
        kind, *rest = request.path.strip("/").split("/")
        if kind == "feed":
            etag = f'"{rest[0]}-{sorted(self.revised)}"'
            if request.headers.get("if-none-match") == etag:
                return Answer(status=304)
            return Answer(self.feed(int(rest[0])), "application/rss+xml", headers={"ETag": etag})
        if kind == "page":
            html = body(int(rest[0]), int(rest[1]))
            return Answer(f"<html><head><title>x</title></head><body><article>{html}</article></body></html>".encode())
        return Answer(b"", status=404)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def web() -> Web:
    return Web([HOST], pause=0.0)


def follow(library: Library, server: Server, *paths: str) -> None:
    for path in paths:
        library.add_feed(server.url(path))


def test_fifty_feeds_with_two_thousand_entries(library: Library) -> None:
    news = News()
    with serving(news) as server:
        news.base = server.address
        follow(library, server, *(f"/feed/{number}" for number in range(FEEDS)))
        done = library.sync(web=web())
        assert (done.asked, done.failed, done.waiting) == (FEEDS, (), 0)
        assert len(done.articles.added) == FEEDS * ENTRIES
        rows = library.articles()
        assert len(rows) == len({row.url for row in rows}) == FEEDS * ENTRIES
        assert {row.outlet for row in rows} == {f"Outlet {number}" for number in range(FEEDS)}
        assert all(row.quotes for row in rows)

        before = len(server.asked)
        again = library.sync(web=web())
        asked = server.paths()[before:]
        assert sorted(asked) == sorted(f"/feed/{number}" for number in range(FEEDS)), "no page, and each feed once"
        assert (again.unchanged, again.articles.added, again.articles.changed) == (FEEDS, (), ())


RUN = """
import sys
from pathlib import Path
from index.library import Library
from index.web import Web
with Library.open(Path(sys.argv[1])) as library:
    print(len(library.sync(web=Web(["127.0.0.1"], pause=0.0)).articles.added), flush=True)
"""


def test_killed_in_the_middle_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    news = News(12, 25)
    folder = tmp_path / "library"
    draw = random.Random(5)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with serving(news) as server:
        news.base = server.address
        with Library.open(folder) as library:
            follow(library, server, *(f"/feed/{number}" for number in range(12)))
        killed = 0
        for _ in range(6):
            process = subprocess.Popen(
                [sys.executable, "-c", RUN, str(folder)], env=environment, stdout=subprocess.PIPE, text=True
            )
            seen = len(server.asked)
            end = time.monotonic() + 60
            while len(server.asked) < seen + draw.randrange(1, 14) and process.poll() is None:
                assert time.monotonic() < end
                time.sleep(0.01)
            time.sleep(draw.random())  # somewhere in what follows: no moment is the right one
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert killed
        with Library.open(folder) as library:
            done = library.sync(web=web())
            assert (done.failed, done.waiting) == ((), 0)
            rows = library.articles()
            assert sorted(row.url or "" for row in rows) == sorted(
                f"{server.address}/page/{feed}/{entry}" for feed in range(12) for entry in range(25)
            )
            assert all(len(library.versions(row.id)) == 1 for row in rows)
            found = library.search("ferry", limit=300)
            assert len({hit.article for hit in found}) > 100  # type: ignore[union-attr]


def test_two_at_once(tmp_path: Path) -> None:
    news = News(4, 10)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with serving(news) as server:
        news.base = server.address
        with Library.open(tmp_path / "library") as library:
            follow(library, server, *(f"/feed/{number}" for number in range(4)))
        both = [
            subprocess.Popen(
                [sys.executable, "-c", RUN, str(tmp_path / "library")],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        told = sorted(int(process.communicate(timeout=120)[0]) for process in both)
        assert [process.returncode for process in both] == [0, 0]
        assert told == [0, 40]
        assert server.paths().count("/page/0/3") == 1


def test_opml_there_and_back(library: Library, tmp_path: Path) -> None:
    library.add_feed("https://wire.example/feed", title="Wire & Co", tags=["sea"])
    library.add_feed("https://post.example/rss")
    with Library.open(tmp_path / "other") as other:
        assert other.import_opml(library.export_opml().encode()) == (2, 0)
        assert other.import_opml(library.export_opml().encode()) == (0, 2)
        assert {(row.url, row.tags) for row in other.feeds()} == {
            ("https://wire.example/feed", ("sea",)),
            ("https://post.example/rss", ()),
        }


def test_a_feed_is_removed_and_its_articles_stay(library: Library) -> None:
    news = News(2, 3)
    with serving(news) as server:
        news.base = server.address
        follow(library, server, "/feed/1")
        library.sync(web=web())
        library.remove_feed(server.url("/feed/1"))
        assert (library.feeds(), len(library.articles())) == ([], 3)


def test_the_commands(tmp_path: Path) -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "library"), *args]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    news = News(2, 3)
    with serving(news) as server:
        news.base = server.address
        assert "there is no library" in run("feeds").stderr
        assert run("feeds", "add", server.url("/feed/1"), "--tag", "sea").returncode == 0
        told = run("sync", "--json")
        assert told.returncode == 0, told.stderr
        assert len(json.loads(told.stdout)["added"]) == 3
        quiet = run("sync", "-q")
        assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
        (row,) = [json.loads(line) for line in run("feeds", "--json").stdout.splitlines()]
        assert (row["articles"], row["tags"], row["problem"]) == (3, ["sea"], None)
        rows = [json.loads(line) for line in run("list", "--json", "--tag", "sea").stdout.splitlines()]
        assert len(rows) == 3
        near = run("feeds", "remove", server.url("/feed/2"))
        assert near.returncode == 2
        assert server.url("/feed/1") in near.stderr
    assert run("sync").returncode == 2, "nothing could be read"
