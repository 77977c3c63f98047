"""Feeds fetched from real servers on this machine: what comes of each answer, and what is asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom, page
from servers import Answer, Server, serving

from index.library import Library
from index.syncing import SyncSummary
from index.web import Web, permitted

LOCAL = ("127.0.0.1", "localhost")
RSS = "application/rss+xml"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def sync(library: Library) -> Callable[..., SyncSummary]:
    """A sync that does not pause between requests."""

    def run(*wanted: str, **how: object) -> SyncSummary:
        return library.sync(wanted or None, web=Web(LOCAL, pause=0, seconds=2), **how)  # type: ignore[arg-type]

    return run


def forget_waits(library: Library) -> None:
    """As if enough time had gone by."""
    with library._store.transaction() as db:
        db.execute("UPDATE feed SET after = NULL WHERE after < '9'")
        db.execute("UPDATE entry SET after = NULL")


def texts(library: Library) -> dict[str, str]:
    found = {}
    for row in library.articles():
        article = library.article(row.id)
        assert article is not None
        found[row.title or ""] = article.text
    return found


def test_texts_of_feeds_and_of_pages_in_one_run(library: Library) -> None:
    room = Newsroom(20)
    with serving(room) as server:
        room.base = server.address
        web = Web(LOCAL, pause=0)
        for number in range(12):
            library.add_feed(server.url(f"/feed/{number}"), tags=["sea"] if number == 7 else ())
        done = library.sync(web=web)
        assert (done.asked, done.unchanged, done.failed, done.waiting) == (12, 0, (), 0)
        assert (len(done.articles.added), done.articles.skipped) == (240, ())
        assert texts(library) == {f"Story {n}": room.sample(n) for n in range(240)}
        pages = [path for path in server.paths() if path.startswith("/page/")]
        assert sorted(pages) == sorted(f"/page/{n}" for n in range(1, 240, 2)), "each once, and only of summaries"
        assert dict(library.tags()) == {"sea": 20}
        assert [row.articles for row in library.feeds()] == [20] * 12
        server.asked.clear()
        again = library.sync(web=web)
        assert (again.asked, again.unchanged, again.articles.added) == (12, 12, ())
        assert sorted(server.paths()) == sorted(f"/feed/{n}" for n in range(12)), "feeds only, each once"
        assert all("if-none-match" in one.headers for one in server.asked)
    assert library._store.connection.execute("SELECT 1 FROM meta WHERE name = 'rules'").fetchone(), "as after an add"
    assert library.behind() == 0


def test_what_changed_is_read_anew_and_what_was_removed_stays_so(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    library.add_feed(server.url("/feed/0"), tags=["sea"])
    sync()
    ids = {row.title: row.id for row in library.articles()}
    library.remove([ids["Story 2"]])
    library.untag(ids["Story 0"], ["sea"])
    room.changed = {0: 2, 1: 2, 2: 2}
    server.asked.clear()
    done = sync()
    assert sorted(done.articles.changed) == sorted([ids["Story 0"], ids["Story 1"]])
    assert server.paths() == ["/feed/0", "/robots.txt", "/page/1"], "only of what the feed says something else"
    assert [texts(library)[f"Story {n}"] for n in (0, 1)] == [room.sample(0), room.sample(1)]
    assert "Story 2" not in texts(library), "the reader took it out"
    assert dict(library.tags())["sea"] == 2, "a tag that was taken away does not come back"


def test_one_story_in_two_feeds_is_one_article_and_its_page_asked_for_once(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/more"] = Answer(room.feed(0), RSS)
    library.add_feed(server.url("/feed/0"))
    library.add_feed(server.url("/more"), tags=["twice"])
    done = sync()
    assert len(done.articles.added) == 4
    assert done.waiting == 0
    assert sum(path.startswith("/page/") for path in server.paths()) == 2
    assert [row.articles for row in library.feeds()] == [4, 4]
    assert dict(library.tags()) == {"twice": 4}


def test_entries_without_an_address_are_told_apart_by_their_names(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    item = "<item><title>{0}</title><guid isPermaLink='false'>{0}</guid><description>{1}</description></item>"
    items = "".join(item.format(name, "The bell rang all night. " * 20 + name) for name in "abc")
    room.answers["/bare"] = Answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), RSS)
    library.add_feed(server.url("/bare"), outlet="Bell Notes")
    assert len(sync().articles.added) == 3
    assert len(sync().articles.added) == 0
    assert {(row.title, row.outlet) for row in library.articles()} == {(name, "Bell Notes") for name in "abc"}
    room.answers["/bare"] = Answer(status=301, headers={"Location": "/moved"})
    room.answers["/moved"] = Answer(
        f"<rss version='2.0'><channel>{items.replace('night', 'day')}</channel></rss>".encode(), RSS
    )
    assert len(sync().articles.changed) == 3, "a feed that moved has the same articles"
    assert len(library.articles()) == 3


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(b"gone", status=404), "is not there"),
        (Answer(b"oops", status=500), "500"),
        (Answer(b"<!doctype html><html><body><p>Sold!</p></body></html>"), "is a web page, not a feed"),
        (Answer(b"<rss><chan", RSS), "too broken"),
        (Answer(b"", RSS), "is empty"),
        (Answer(b"\x89PNG\r\n", "image/png"), "is no feed"),
        (Answer(page(1), RSS), "is a web page"),
        (Answer(b"<rss version='2.0'>", RSS, length=9_999), "broke off"),
        (Answer(raw=iter([b"HTTP/1.1 200 OK\r\nContent-Length: bad"])), ""),
    ],
)
def test_a_feed_that_fails_does_not_stop_others_and_comes_back(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary], answer: Answer, says: str
) -> None:
    room.answers["/feed/0"] = answer
    library.add_feed(server.url("/feed/0"))
    library.add_feed(server.url("/feed/1"))
    done = sync()
    assert len(done.articles.added) == 4
    (failed,) = done.failed
    assert failed.path == server.url("/feed/0")
    assert says in failed.reason
    row = library.feed(server.url("/feed/0"))
    assert (row.problem, row.failures, row.after) == (failed.reason, 1, None), "the first failure costs no wait"
    del room.answers["/feed/0"]
    assert len(sync().articles.added) == 4
    row = library.feed(server.url("/feed/0"))
    assert (row.problem, row.failures) == (None, 0)


def test_a_feed_that_becomes_a_page_keeps_its_articles_and_what_waits(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/page/1"] = Answer(b"", status=500)
    library.add_feed(server.url("/feed/0"))
    assert (len(sync().articles.added), library.feeds()[0].waiting) == (3, 1)
    forget_waits(library)
    room.answers["/feed/0"] = Answer(page(9))
    del room.answers["/page/1"]
    done = sync()
    assert len(done.failed) == 1
    assert len(done.articles.added) == 1, "the page that waited is read all the same"
    assert library.feeds()[0].articles == 4


def test_waits_grow_with_failures_and_by_name_it_is_asked_before_its_time(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/feed/0"] = Answer(b"", status=500)
    url = server.url("/feed/0")
    library.add_feed(url)
    waits = []
    for _ in range(14):
        sync(url)
        row = library.feed(url)
        asked, after = (dt.datetime.fromisoformat(one) for one in (row.asked or "", row.after or row.asked or ""))
        waits.append((after - asked).total_seconds())
    assert waits[:4] == [0, 300, 600, 1200]
    assert waits[-1] == 86_400
    server.asked.clear()
    done = sync()
    assert (server.paths(), done.asked, len(done.left_alone)) == ([], 0, 1)
    assert "name it to ask it now" in done.left_alone[0].reason


@pytest.mark.parametrize("dated", [False, True])
def test_who_asks_to_be_left_alone_is_even_when_named(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary], dated: bool
) -> None:
    after = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).strftime("%a, %d %b %Y %X GMT") if dated else "3600"
    room.answers["/feed/0"] = Answer(b"", status=429, headers={"Retry-After": after})
    url = server.url("/feed/0")
    library.add_feed(url)
    sync()
    until = dt.datetime.fromisoformat(library.feed(url).after or "")
    assert 3_500 < (until - dt.datetime.now(dt.UTC)).total_seconds() <= 3_600
    server.asked.clear()
    for done in (sync(), sync(url)):
        assert (done.asked, len(done.left_alone)) == (0, 1)
    assert server.paths() == []


def test_what_is_gone_for_good_is_not_asked_again(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/feed/0"] = Answer(b"", status=410)
    library.add_feed(server.url("/feed/0"))
    assert "gone for good" in sync().failed[0].reason
    server.asked.clear()
    assert "for good" in sync().left_alone[0].reason
    assert server.paths() == []
    assert library.feeds()[0].gone


@pytest.mark.parametrize(("status", "kept"), [(301, False), (308, False), (302, True), (307, True)])
def test_a_feed_that_moved_for_ever_is_asked_at_its_new_address(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary], status: int, kept: bool
) -> None:
    room.answers["/old"] = Answer(status=status, headers={"Location": "/feed/0"})
    library.add_feed(server.url("/old"))
    assert len(sync().articles.added) == 4
    assert library.feeds()[0].url == server.url("/old" if kept else "/feed/0")
    assert sync().unchanged == 1


def test_a_feed_that_moved_to_another_of_ours_is_told(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/old"] = Answer(status=301, headers={"Location": "/feed/0"})
    library.add_feed(server.url("/old"))
    library.add_feed(server.url("/feed/0"))
    assert "which you follow, too" in sync().failed[0].reason
    assert len(library.feeds()) == 2


def test_only_hosts_that_the_reader_named_may_be_in_a_private_network(
    library: Library, room: Newsroom, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = f'<opml version="2.0"><body><outline text="x" xmlUrl="{server.url("/feed/0")}"/></body></opml>'
    assert library.import_opml(listed.encode()) == (1, 0)
    done = library.sync()
    assert "private network" in done.failed[0].reason
    assert server.paths() == []
    library.remove_feed(server.url("/feed/0"))
    library.add_feed(server.url("/other"))
    elsewhere = server.address.replace("127.0.0.1", "localhost")
    room.answers["/other"] = Answer(status=301, headers={"Location": f"{elsewhere}/feed/0"})
    with monkeypatch.context() as then:  # as if that host had had a public address
        then.setattr(permitted, "public", lambda _address: True)
        done = library.sync(web=Web(LOCAL, pause=0))
    assert library.feeds()[0].url == f"{elsewhere}/feed/0"
    assert not library.feeds()[0].named
    forget_waits(library)
    server.asked.clear()
    assert "private network" in library.sync().failed[0].reason
    assert server.paths() == []


def test_pages_that_fail_are_tried_again_and_given_up_with_a_reason(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers |= {"/page/1": Answer(b"", status=500), "/page/3": Answer(b"", status=404)}
    library.add_feed(server.url("/feed/0"))
    done = sync()
    assert len(done.articles.added) == 2
    assert {one.path: one.reason for one in done.articles.skipped} == {
        server.url("/page/1"): "answers with status 500; it is tried again",
        server.url("/page/3"): "is not there (status 404)",
    }
    assert (done.waiting, library.feeds()[0].given_up) == (1, 1)
    server.asked.clear()
    assert "/page/1" not in server.paths(), "its time has not come"
    for _ in range(6):
        forget_waits(library)
        sync()
    assert server.paths().count("/page/1") == 4, "five times in all"
    assert (library.feeds()[0].waiting, library.feeds()[0].given_up) == (0, 2)


def test_a_host_that_wants_to_be_left_alone_is_not_asked_for_its_other_pages(
    library: Library, server: Server, room: Newsroom, sync: Callable[..., SyncSummary]
) -> None:
    room.each = 40
    room.answers |= {f"/page/{n}": Answer(b"", status=429, headers={"Retry-After": "120"}) for n in range(40)}
    library.add_feed(server.url("/feed/0"))
    done = sync()
    assert sum(path.startswith("/page/") for path in server.paths()) == 1
    assert (len(done.articles.added), done.waiting) == (20, 20)
    server.asked.clear()
    room.answers.clear()
    sync()
    assert server.paths() == ["/feed/0"]
    forget_waits(library)
    assert len(sync().articles.added) == 20


def test_stalls_cost_their_time_once_and_not_the_others(library: Library, room: Newsroom, server: Server) -> None:
    def stalled() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
        server.ended.wait(20)
        yield b"</html>"

    room.each = 20
    room.answers["/feed/1"] = Answer(raw=stalled())
    room.answers |= {f"/page/{n}": Answer(raw=stalled()) for n in range(1, 20, 2)}
    for number in range(3):
        library.add_feed(server.url(f"/feed/{number}"))
    done = library.sync(web=Web(LOCAL, pause=0, seconds=0.5))
    assert len(done.failed) == 1
    assert any(told in done.failed[0].reason for told in ("longer than", "no answer in time"))
    assert sum(path.startswith("/page/") for path in server.paths()) == 2, "then the host is left for the next time"
    assert len(done.articles.added) == 20
    assert done.waiting == 20


def test_robots_txt_holds_for_pages(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /page/3", "text/plain")
    library.add_feed(server.url("/feed/0"))
    done = sync()
    assert len(done.articles.added) == 3
    assert "robots.txt" in done.articles.skipped[0].reason
    assert "/page/3" not in server.paths()


def test_a_page_without_an_article_leaves_what_the_feed_calls_its_text(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    brief = "<p>The ferry sails again on Monday, the harbour office said. “We open,” said Ada Lind.</p>"
    room.answers["/brief"] = Answer(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Brief</title><entry><id>1</id><title>Ferry</title>'
        f'<link href="/empty"/><content type="html"><![CDATA[{brief}]]></content></entry></feed>'.encode(),
        "application/atom+xml",
    )
    room.answers["/empty"] = Answer(b"<html><body><p>Please subscribe</p></body></html>")
    library.add_feed(server.url("/brief"))
    assert len(sync().articles.added) == 1
    assert "/empty" in server.paths()
    assert texts(library) == {"Ferry": brief[3:-4]}


def test_it_is_stopped_and_goes_on(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    room.each = 30
    for number in range(4):
        library.add_feed(server.url(f"/feed/{number}"))
    for enough in (1, 3, 20, 30):
        stopped = sync(stop=lambda enough=enough: len(server.asked) >= enough)
        assert stopped.stopped
        server.asked.clear()
    for row in library.feeds():
        assert row.failures == 0, "that somebody stopped it is no failure of the feed's"
    done = sync()
    assert (done.stopped, done.waiting) == (False, 0)
    assert texts(library) == {f"Story {n}": room.sample(n) for n in range(120)}


def test_feeds_that_were_taken_out_meanwhile_are_no_trouble(
    library: Library, room: Newsroom, server: Server, sync: Callable[..., SyncSummary]
) -> None:
    library.add_feed(server.url("/feed/0"))
    library.add_feed(server.url("/feed/1"))
    sync(progress=lambda told: library.remove_feed(server.url("/feed/1")) if len(library.feeds()) == 2 else None)
    assert {row.outlet for row in library.articles()} == {"Outlet 0"}


def test_of_anothers_page_no_feed_is_believed_what_it_says(
    library: Library, room: Newsroom, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permitted, "public", lambda _address: True)
    elsewhere = server.address.replace("127.0.0.1", "localhost")
    assert elsewhere != server.address
    forged = f"<p>{'“Sink all the ferries tonight,” said Ada Lind, the harbour master. ' * 12}</p>"
    items = "".join(
        f"<item><title>Forged {path}</title><link>{elsewhere}{path}</link>"
        f"<content:encoded><![CDATA[{forged}]]></content:encoded></item>"
        for path in ("/page/1", "/none/1")
    )
    spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    body = f"<rss version='2.0' {spaces}><channel><title>Forger</title>{items}</channel></rss>"
    room.answers["/forged"] = Answer(body.encode(), RSS)
    library.add_feed(server.url("/forged"))
    done = library.sync(web=Web(LOCAL, pause=0))
    assert len(done.articles.added) == 1
    assert all("Sink all the ferries" not in text for text in texts(library).values())
    assert len(done.articles.skipped) == 1


def test_pages_that_all_give_one_address_are_their_own(library: Library, room: Newsroom, server: Server) -> None:
    for number in (1, 2):
        head = f"<head><title>Story</title><link rel=canonical href='{server.url('/latest')}'></head>".encode()
        room.answers[f"/page/{number}"] = Answer(page(number).replace(b"<head>", head, 1))
        found = library.add([server.url(f"/page/{number}")])
        assert len(found.added) == 1, found
    assert [(row.url or "").rpartition("/")[2] for row in library.articles()] == ["latest", "2"]
    again = library.add([server.url(f"/page/{number}") for number in (1, 2)])
    assert (again.added, again.changed, len(again.unchanged)) == ((), (), 2)
    room.answers["/page/2"] = Answer(page(2, 2).replace(b"<head>", head, 1))
    later = library.add([server.url("/page/2")])
    assert (later.added, later.changed) == ((), (again.unchanged[1],))


def test_the_rows_of_a_table_on_the_web_have_not_its_address(library: Library, room: Newsroom, server: Server) -> None:
    texts_of = [
        f"The ferry of day {day} is late, “and nobody told us,” said Ada Lind of Oss." for day in ("one", "two")
    ]
    body = "\n".join(["title,text", *(f'Late,"{text}"' for text in texts_of)])
    room.answers["/late.csv"] = Answer(body.encode(), "text/csv")
    assert len(library.add([server.url("/late.csv")]).added) == 2
    assert [row.url for row in library.articles()] == [None, None]
    assert len(library.add([server.url("/late.csv")]).unchanged) == 2
