"""`quoth feeds` and `quoth sync`, against real servers on this machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run, on, rows
from newsroom import Newsroom
from servers import Answer, Server, serving

from index.library import Library
from index.web import Web

LINKS = (
    '<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments">'
    '<link rel="alternate stylesheet" type="text/css" href="/style">'
    '<link rel="alternate" type="application/rss+xml" href="/feed/3"></head><body>Outlet</body></html>'
)
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE opml [<!ENTITY out SYSTEM "{secret}"><!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;">]>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="World news"><outline text="Sea &amp; ports">
<outline type="rss" text="Öre &b; &out;" xmlUrl="https://wire.example/feed?a=1&amp;b=2"/></outline></outline>
<outline type="rss" title="Post" xmlUrl="feed://post.example/rss" category="/Daily,/Oss"/>
<outline type="rss" text="Twice" xmlUrl="https://wire.example/feed?a=1&amp;b=2"/>
<outline type="rss" text="A file" xmlUrl="file:///etc/passwd"/>
<outline text="Nothing"/>
</body></opml>"""


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "pause", 0.0)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    with Library.open(tmp_path / "library"):
        pass
    return on(tmp_path / "library")


@pytest.fixture
def room() -> Newsroom:
    return Newsroom(4)


@pytest.fixture
def server(room: Newsroom) -> Iterator[Server]:
    with serving(room) as running:
        room.base = running.address
        yield running


def test_a_page_leads_to_the_feed_that_it_names(run: Run, room: Newsroom, server: Server) -> None:
    room.answers["/"] = Answer(LINKS.encode())
    told = run("feeds", "add", server.url("/"), "--outlet", "Harbour Times", "--tag", "sea").stderr
    assert "is a page, which names its feed" in told
    assert server.url("/comments") in told, "the others are told"
    (row,) = rows(run("feeds", "--json"))
    assert list(row)[:9] == ["url", "title", "outlet", "tags", "asked", "after", "problem", "articles", "waiting"]
    assert (row["url"], row["title"], row["outlet"], row["tags"]) == (
        *(server.url("/feed/3"), "Outlet 3"),
        *("Harbour Times", ["sea"]),
    )
    assert "followed already" in run("feeds", "add", server.url("/feed/3")).stderr
    run("feeds", "add", server.url("/feed/3"), "--tag", "toll")
    assert rows(run("feeds", "--json"))[0]["tags"] == ["toll"]
    run("sync", "-q")
    assert {(one["outlet"], *one["tags"]) for one in rows(run("list", "--json"))} == {("Harbour Times", "toll")}
    assert "4 articles" in run("feeds").stdout


def test_what_can_not_be_reached_now_is_followed_and_what_is_no_feed_is_not(
    run: Run, room: Newsroom, server: Server
) -> None:
    room.answers |= {"/later": Answer(status=503), "/page": Answer(b"<html><body>No feed here</body></html>")}
    assert "the next sync tries again" in run("feeds", "add", server.url("/later")).stderr
    assert "names no feed" in run("feeds", "add", server.url("/page"), code=2).stderr
    assert "is not there" in run("feeds", "add", server.url("/none"), code=2).stderr
    for wrong in ("ftp://wire.example/feed", "wire", "https://", "https://[x/", "file:///etc/passwd", ""):
        assert "is no address of the web" in run("feeds", "add", wrong, code=2).stderr
    assert "no tag" in run("feeds", "add", server.url("/later2"), "--tag", "two words", code=2).stderr
    assert [row["url"] for row in rows(run("feeds", "--json"))] == [server.url("/later")]
    assert run("feeds", "add", server.url("/feed/1"), server.url("/none")).exit_code == 0, "one of them is"


def test_near_ones_are_named(run: Run, server: Server) -> None:
    run("feeds", "add", server.url("/feed/1"))
    for command in (("feeds", "remove"), ("sync",)):
        assert f"did you mean {server.url('/feed/1')}" in run(*command, server.url("/feeds/1"), code=2).stderr
    run("feeds", "remove", server.url("/feed/1"))
    assert "quoth feeds add" in run("feeds", code=1).stderr


def test_lists_of_feeds_come_and_go(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("open sesame", encoding="utf-8")
    file = tmp_path / "list.opml"
    for encoding in ("utf-8", "utf-16"):
        file.write_bytes(LIST.replace("{secret}", secret.as_uri()).encode(encoding))
        run("feeds", "import", str(file))
        listed = rows(run("feeds", "--json"))
        assert [(row["url"], row["tags"]) for row in listed] == [
            ("https://wire.example/feed?a=1&b=2", ["world-news", "sea-&-ports"]),
            ("https://post.example/rss", ["daily", "oss"]),
        ]
        assert listed[0]["title"].startswith("Öre")
        assert not any(word in str(listed) for word in ("sesame", "haha"))
    assert "0 feeds followed now, 2 were followed already" in run("feeds", "import", str(file)).stderr
    out = tmp_path / "out.opml"
    run("feeds", "export", "-o", str(out))
    assert run("feeds", "export").stdout == out.read_text(encoding="utf-8")
    there = on(tmp_path / "other")
    there("feeds", "import", str(out))
    again = [(row["url"], row["title"], row["tags"]) for row in rows(there("feeds", "--json"))]
    assert again == [(row["url"], row["title"], row["tags"]) for row in listed]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is no OPML"),
        (b"<html><body>x</body></html>", "is no OPML"),
        (b"<opml><body></body></opml>", "holds no feed"),
        (b"<opml>" + b"</outline>" * 50, "holds no feed"),
        (b"<opml>" + b"<outline text='x'>" * 50_000, "holds no feed"),
        (b"<opml>" + b" " * 10_000_000, "larger than 10 MB"),
    ],
)
def test_what_is_no_list_is_said(run: Run, tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "list.opml"
    file.write_bytes(data)
    assert says in run("feeds", "import", str(file), code=2).stderr
    assert "can't be read" in run("feeds", "import", str(tmp_path / "none"), code=2).stderr


def test_quiet_prints_what_went_wrong_and_the_code_tells_it(run: Run, room: Newsroom, server: Server) -> None:
    run("feeds", "add", server.url("/feed/0"), server.url("/feed/1"))
    room.answers["/page/1"] = Answer(status=404)
    quiet = run("sync", "-q")
    assert quiet.stdout == ""
    assert quiet.stderr.splitlines() == [f"quoth: {server.url('/page/1')}: is not there (status 404)"]
    assert run("sync", "-q").output == "", "said once"
    assert "2 feeds asked, 2 unchanged; 0 articles added" in run("sync").stderr
    (told,) = rows(run("sync", "--json"))
    assert (told["feeds"], told["unchanged"], told["added"], told["stopped"]) == (2, 2, [], False)
    room.answers["/feed/0"] = Answer(status=500)
    assert run("sync", "-q").stderr == f"quoth: {server.url('/feed/0')}: answers with status 500\n"
    assert run("sync", server.url("/feed/0"), code=2).exit_code == 2, "nothing could be read at all"


def test_a_title_in_a_feed_can_not_write_to_the_terminal(run: Run, room: Newsroom, server: Server) -> None:
    evil = "&#27;]0;owned&#7; \x1b[2J &#x9b;31m‮ [bold]x[/bold]"
    room.answers["/evil"] = Answer(
        f"<rss version='2.0'><channel><title>{evil}</title><item><title>{evil}</title><guid isPermaLink='false'>{evil}"
        f"</guid><description>{evil} {'The bell rang. ' * 20}</description></item></channel></rss>".encode(),
        "application/rss+xml",
    )
    run("feeds", "add", server.url("/evil"))
    run("sync")
    for command in (("feeds",), ("list",), ("sync",), ("feeds", "export")):
        assert not set(run(*command).output) & {"\x1b", "\x07", "\x9b"}


def test_one_interrupt_stops_it_after_what_is_at_hand(tmp_path: Path) -> None:
    room = Newsroom(400)
    asked = threading.Event()

    def says(request: object) -> Answer:
        answer = room(request)  # type: ignore[arg-type]
        if "/page/" in request.path:  # type: ignore[attr-defined]
            asked.set()
        return answer

    with serving(says) as server:
        room.base = server.address
        with Library.open(tmp_path / "library") as library:
            library.add_feed(server.url("/feed/0"))
        command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "library"), "sync"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert asked.wait(60)  # a page a second: it is far from its end
            process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=60)[1]
        assert process.returncode == 130, told
        assert "stopped: 1 feed asked" in told
        with Library.open(tmp_path / "library") as library:
            assert len(library.articles()) >= 200, "what the feed gave is kept"
            assert library.feeds()[0].waiting >= 190
