"""An address means one host to all who judge it, and what is no address of the web is not asked."""

from __future__ import annotations

import socket

import pytest
from servers import HOST, Answer, serving

from index.web import Fetched, NotFetched, Web, host_of, permitted
from index.web.targets import Target, target


def short(given: str) -> str:
    """How a case is called."""
    return ascii(given)[1:40].strip("'")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names are looked up as on a machine that is in no network; which were asked for."""
    asked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(one[4][0]) for one in found]

    monkeypatch.setattr(permitted, "lookup", lookup)
    return asked


def refused(url: str, *named: str) -> str:
    got = Web(named or ("news.example",), pause=0.0, seconds=5).get(url)
    assert isinstance(got, NotFetched), got
    assert got.reason.isprintable()
    return got.reason


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:9/", "http://127.0.0.1:25/", "http://127.0.0.1:6379/", "https://127.0.0.1:22/"),
        *("http://127.0.0.1:0/", "http://127.0.0.1:65536/", "http://127.0.0.1:-1/", "http://127.0.0.1:８０/"),
        *("http://127.0.0.1:80:80/", "http://me@127.0.0.1/", "http://me:secret@127.0.0.1/", "http://@127.0.0.1@a/"),
        *("http://127.0.0.1%00/", "http://127.0.0.1\0/", "http://127.0.0.1\r\nX-A: b/", "http://127.0.0.1\t/"),
        *(
            "http://127.0.0.1 /",
            "http://127。0。0。1/",
            "http://[::1%25lo]/",
            "http://[::1]]/",
            "http://[127.0.0.1]/",
        ),
        *("http://[v1.a]/", "http:///127.0.0.1/", "http:127.0.0.1/", "http:\\\\127.0.0.1\\", "///127.0.0.1/"),
        *("http://a..b\x7f/", "http://\u202e127.0.0.1/", "http://\udc80/", "http://./", "http://" + "a" * 300 + "/"),
        *("http://①②⑦.0.0.1/", "http://127.0.0.1\u2028/", "http://-/\x1b", "http://127.0.0.1/" + "a" * 9_000),
        *("ftp://127.0.0.1/", "file://127.0.0.1/etc/passwd", "gopher://127.0.0.1/", "data:,a", "ws://127.0.0.1/"),
        *("unix:///run/a.sock", "http+unix://a/", "view-source:http://127.0.0.1/", "feed:http://127.0.0.1/", "\0"),
    ],
    ids=short,
)
def test_what_is_no_address_of_the_web_is_asked_for_by_nobody(url: str, no_network: list[str]) -> None:
    if not url.startswith("http://-/"):
        assert refused(url, HOST)
        assert no_network == []
    assert "\x1b" not in refused(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://good.example\\@127.0.0.1/", "good.example"),
        ("http://good.example\\.127.0.0.1/", "good.example"),
        ("http://good.example#@127.0.0.1/", "good.example"),
        ("http://good.example?@127.0.0.1/", "good.example"),
        ("http://good.example/@127.0.0.1/", "good.example"),
        ("HTTP://Good.Example.:80/", "good.example"),
        ("http://fähre.example/", "xn--fhre-loa.example"),
        ("http://straße.example/", "xn--strae-oqa.example"),
        ("http://[0:0::1]/", "::1"),
    ],
    ids=short,
)
def test_all_who_judge_an_address_see_one_host(url: str, host: str, no_network: list[str]) -> None:
    there = target(url)
    assert isinstance(there, Target)
    assert (there.host.replace("0:0::1", "::1"), host_of(url)) == (host, there.host)
    assert there.name.isascii()
    assert there.path.isprintable()
    refused(url, "127.0.0.1")
    assert no_network == [there.host]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.0.0.1.", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0x7f000001", "017700000001"),
        *("0", "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.254", "169.254.169.254", "172.31.255.254"),
        *("192.0.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.254"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("[::]", "[::1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]"),
        *("[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[100::1]", "[2001::1]", "[2001:db8::1]"),
        *("[2001:0:7f00:1::]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[3fff::1]", "[5f00::1]", "[4000::1]"),
        *("[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "%31%32%37.0.0.1"),
    ],
    ids=short,
)
def test_a_private_address_in_any_clothes_is_one(host: str) -> None:
    assert "private network" in refused(f"http://{host}:8009/")


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14", "2002:5db8:d70e::"],
)
def test_the_internet_is_open(address: str) -> None:
    assert permitted.public(address)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.2:{port}/secret", "private network"),
        ("//127.0.0.2:{port}/secret", "private network"),
        ("http://localhost.localdomain:{port}/", "no host is called"),
        ("http://127.0.0.1:{port}\\@127.0.0.2/", "not there"),
        ("http://me:secret@127.0.0.1:{port}/secret", "user or a password"),
        ("http://127.0.0.1:6379/", "port 6379"),
        ("file:///etc/passwd", "http and https only"),
        ("FILE:/etc/passwd", "http and https only"),
        ("ftp://127.0.0.1/", "http and https only"),
        ("gopher://127.0.0.1:6379/_SET", "http and https only"),
        ("data:text/html,<p>a", "http and https only"),
        ("javascript:alert(1)", "http and https only"),
        ("http://[::1", "not where to go"),
        ("/" + "a" * 20_000, "longer than an address may be"),
        ("/\x1b]0;PWNED\x07\x9b31m", "not there"),
        ("/a\r X-Injected: 1", "not there"),
    ],
    ids=short,
)
def test_where_a_redirect_may_not_lead(location: str, reason: str) -> None:
    answers: dict[str, Answer] = {"/secret": Answer(b"secret")}
    with serving(answers) as server:
        there = location.replace("{port}", server.address.rpartition(":")[2])
        answers["/"] = Answer(status=302, headers={"Location": there})
        told = refused(server.url(), HOST)
        assert reason in told
        assert len(told) < 500
        assert "/secret" not in server.paths()
        assert all("x-injected" not in one.headers for one in server.asked)


def test_a_feed_of_the_internet_leads_to_no_private_host_that_was_named_for_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: [HOST])
    monkeypatch.setattr(permitted, "public", lambda _address: False)
    with serving({"/": Answer(b"secret")}) as server:
        web = Web([HOST, "news.example"], pause=0.0)
        for source in (None, server.url("/feed")):
            got = web.get(server.url(), source=source, robots=True)
            assert isinstance(got, Fetched), got
        server.asked.clear()
        got = web.get(server.url(), source="http://news.example/feed", robots=True)
        assert isinstance(got, NotFetched)
        assert "private network" in got.reason
        with serving({"/": Answer(status=301, headers={"Location": server.url()})}) as leading:
            got = web.get(leading.url().replace(HOST, "news.example"))
        assert isinstance(got, NotFetched)
        assert "private network" in got.reason
        assert server.asked == []
