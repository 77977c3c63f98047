"""One `sync` of good feeds among hostile ones: nothing stops the good, and every trouble is told in a sentence."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import on
from newsroom import Newsroom
from servers import HOST, Answer, Server, serving

from index.feeds.trying import tried
from index.ingest import addressed
from index.ingest.hints import Hint
from index.library import Library
from index.model import Article
from index.web import Fetched, NotFetched, Web
from index.web.answers import never

ORDERS = "\x1b]0;PWNED\x07\x1b[31m\x9b31m\u202e"
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def endless(server: Server) -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 1000000\r\n\r\n"
    while not server.ended.wait(0.02):
        yield b"a"


def hostile(server: Server) -> dict[str, Callable[[], Answer]]:
    """What is answered, by what it tries."""

    def raw(*pieces: bytes) -> Callable[[], Answer]:
        return lambda: Answer(raw=iter(pieces))

    def leads(there: str) -> Callable[[], Answer]:
        return lambda: Answer(status=302, headers={"Location": there})

    bomb = gzip.compress(bytes(30_000_000), 1)
    return {
        "size below nothing": raw(CHUNKED + b"-5\r\nabc"),
        "all at once": raw(CHUNKED + b"-1\r\n" + bytes(27_000_000)),
        "heads": raw(HEAD, *[b"X-A: b\r\n"] * 1_000),
        "drip": lambda: Answer(raw=endless(server)),
        "bomb": lambda: Answer(bomb, headers={"Content-Encoding": "gzip"}),
        "orders": lambda: Answer(b"ab", f"text/{ORDERS[:-1]}"),
        "orders in a reason": raw(f"HTTP/1.1 599 {ORDERS[:-1]}\r\n\r\n".encode("latin-1")),
        "nothing new": lambda: Answer(status=304),
        "not asked": leads("http://127.0.0.2:8009/"),
        "file": leads("file:///etc/passwd"),
        "round and round": leads("?"),
        "later": lambda: Answer(status=500, headers={"Retry-After": "Mon, 01 Jan 2024 00:00:00 +99999999999999"}),
        "no text": lambda: Answer(b"\xff\xfe\x00" * 999, 'text/html; charset="punycode"'),
    }


ENTRIES = (
    *(
        "http://a\0b.example/",
        "http://me:secret@127.0.0.1/",
        "http://[::1/",
        "http://127.0.0.1:25/",
        "file:///etc/passwd",
    ),
    *("javascript:alert(1)", f"http://127.0.0.2/{ORDERS}", "http://169.254.169.254/latest/", "http://2130706433:8009/"),
    *("http://[::ffff:127.0.0.1]:8009/", "https://" + "a" * 20_000 + ".example/", "http://127.0.0.1:99999/", "//"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def listing(links: list[str]) -> bytes:
    items = "".join(
        f"<item><title>Bell {n}</title><link><![CDATA[{link}]]></link><guid isPermaLink='false'>{n}</guid></item>"
        for n, link in enumerate(links)
    )
    return f"<rss version='2.0'><channel><title>Bells</title>{items}</channel></rss>".encode("utf-8", "replace")


def test_the_good_is_read_and_the_rest_is_told(library: Library, tmp_path: Path) -> None:
    room = Newsroom(4)
    table: dict[str, Callable[[], Answer]] = {}

    def says(request: object) -> Answer:
        path = request.path.partition("?")[0]  # type: ignore[attr-defined]
        return table[path]() if path in table else room(request)  # type: ignore[arg-type]

    with serving(says) as server:
        room.base = server.address.replace(HOST, "localhost")  # who can't be reached is left, with all its pages
        attacks = list(hostile(server).values())
        table |= {f"/evil/{n}": attack for n, attack in enumerate(attacks)}
        links = [*ENTRIES, *(server.url(f"/evil/{n}") for n in range(len(attacks)))]
        table["/links"] = lambda: Answer(listing(links), "application/rss+xml")
        for url in (server.url("/links"), f"{room.base}/feed/0", f"{room.base}/feed/1"):
            library.add_feed(url)
        listed = "".join(f'<outline text="x" xmlUrl="{server.url(path)}"/>' for path in table if "evil" in path)
        library.import_opml(f'<opml version="2.0"><body>{listed}</body></opml>'.encode())
        web = Web([HOST, "localhost"], pause=0.0, seconds=2.0)
        done = library.sync(web=web)
        for _ in range(3):  # two pages in a row that can't be reached, and the host is left for the next time
            with library._store.transaction() as db:
                db.execute("UPDATE entry SET after = NULL")
            again = library.sync(web=web)
            assert not again.stopped
    assert {row.title for row in library.articles()} >= {f"Story {n}" for n in range(8)}
    assert {one.path for one in done.failed} == {server.url(path) for path in table if "evil" in path}
    for one in (*done.failed, *done.articles.skipped, *again.failed, *again.articles.skipped):
        assert one.reason.isprintable()
        assert len(one.reason) < 500
    run = on(tmp_path / "library")
    for command in (("feeds",), ("list",), ("feeds", "--json"), ("feeds", "export")):
        assert not set(run(*command).output) & {"\x1b", "\x07", "\x9b"}


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "utf-7", "rot13", "undefined", "a\0b"])
def test_a_text_is_read_in_no_encoding_that_only_python_has(charset: str) -> None:
    """Of punycode, a few megabytes take hours."""
    words = b"The bell rang all night, " + b"ab0c-" * 200_000
    with serving({"/": Answer(words, f'text/plain; charset="{charset}"')}) as server:
        url = server.url()
        (made,) = addressed.read(url, Hint(url, url), Web([HOST], pause=0.0), never)
    assert isinstance(made, Article), made
    assert made.text == words.decode()


def test_a_page_with_a_thousand_feeds_is_not_asked_for_all_of_them() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{}&#27;]0;PWNED&#7;"><link rel="alternate" ' + (
        'type="application/rss+xml" href="/{}">'
    )
    page = f"<html><head>{''.join(link.format(n, n) for n in range(1_000))}</head></html>"
    with serving({"/": Answer(page.encode())}) as server:
        told = tried(server.url(), Web([HOST], pause=0.0), never)
        assert isinstance(told, str)
        assert "names no feed that can be read" in told
        assert len(server.asked) == 11


def test_threads_that_ask_at_once_take_turns_at_a_host_and_not_at_others() -> None:
    """Eight threads, two hosts: neither is asked for two things at once, and both at the same time."""
    inside: dict[str, int] = {}
    most: dict[str, int] = {}
    both = threading.Barrier(2)
    lock = threading.Lock()

    def says(request: object) -> Answer:
        host = request.headers["host"].partition(":")[0]  # type: ignore[attr-defined]
        with lock:
            inside[host] = inside.get(host, 0) + 1
            most[host] = max(most.get(host, 0), inside[host])
        both.wait(20)  # passes only where both hosts are being asked
        with lock:
            inside[host] -= 1
        return Answer(b"here")

    with serving(says) as server:
        web = Web([HOST, "localhost"], pause=0.0)
        got: list[Fetched | NotFetched] = []

        def ask(host: str) -> None:
            got.append(web.get(server.url().replace(HOST, host)))

        threads = [threading.Thread(target=ask, args=(host,)) for host in (HOST, "localhost") for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert all(isinstance(one, Fetched) for one in got), got
    assert most == {HOST: 1, "localhost": 1}
