"""A page by https comes from who its certificate names, or not at all.

`certificates/` was made by openssl: one authority, and what it signed for the key of the tests' servers.
"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from servers import HOST, Answer, serving

from index.web import Fetched, NotFetched, Web, permitted

CERTIFICATES = Path(__file__).parent / "certificates"
ALL = (HOST, "localhost", "ferry.example", "xn--fhre-loa.example")
PAGE = {"/": Answer(b"here")}


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' authority is one of the system's; every name leads to this machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    monkeypatch.setattr(permitted, "lookup", lambda _host, _port: [HOST])


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("host", [HOST, "localhost", "ferry.example", "FERRY.example."])
def test_who_is_named_is_read(host: str) -> None:
    with serving(PAGE, CERTIFICATES / "good.pem") as server:
        got = Web(ALL, pause=0.0, seconds=10).get(server.url().replace(HOST, host))
        assert isinstance(got, Fetched), got
        assert got.body == b"here"
        assert server.asked[0].headers["host"].lower().startswith(host.lower().rstrip("."))


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("certificate", "host", "reason"),
    [
        ("selfmade", HOST, "(self-signed certificate)"),
        ("expired", HOST, "(certificate has expired)"),
        ("other", HOST, "(IP address mismatch, certificate is not valid for '127.0.0.1'.)"),
        ("other", "ferry.example", "(Hostname mismatch, certificate is not valid for 'ferry.example'.)"),
        ("good", "xn--fhre-loa.example", "Hostname mismatch"),
    ],
)
def test_who_is_not_is_refused(certificate: str, host: str, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(PAGE, CERTIFICATES / f"{certificate}.pem") as server:
        got = Web(ALL, pause=0.0, seconds=10).get(server.url().replace(HOST, host))
        assert isinstance(got, NotFetched), got
        assert got.reason.startswith("has no connection that is safe: its certificate is not to be trusted (")
        assert reason in got.reason
        assert not got.passing
        assert server.asked == [], "nothing is said before"
    assert capfd.readouterr() == ("", ""), "what a library warns of would stand over the reader"


def test_an_authority_that_nobody_knows_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with serving(PAGE, CERTIFICATES / "good.pem") as server:
        got = Web(ALL, pause=0.0, seconds=10).get(server.url())
    assert isinstance(got, NotFetched)
    assert "not to be trusted (" in got.reason


def test_a_server_without_https_is_told() -> None:
    with serving(PAGE) as server:
        got = Web(ALL, pause=0.0, seconds=10).get(server.url().replace("http:", "https:"))
    assert isinstance(got, NotFetched)
    assert got.reason.startswith("has no connection that is safe: ")
    assert got.reason.isprintable()
    assert "_" not in got.reason


@pytest.mark.parametrize("stopped", [False, True])
def test_a_server_that_never_shakes_hands_is_left(stopped: bool) -> None:
    with socket.create_server((HOST, 0)) as silent:
        url = f"https://{HOST}:{silent.getsockname()[1]}/"
        looks = iter([False] * 3)
        web = Web(ALL, pause=0.0, seconds=30 if stopped else 0.3)
        got = web.get(url, stop=lambda: stopped and next(looks, True))
    assert isinstance(got, NotFetched)
    assert ("stopped" if stopped else "took longer than 0.3 seconds") in got.reason
    assert got.passing


@pytest.mark.usefixtures("trusting")
def test_a_move_that_gives_up_https_is_followed_and_not_remembered() -> None:
    with serving(PAGE) as plain, serving(PAGE, CERTIFICATES / "good.pem") as safe:
        for begins, there, moved in ((safe, plain, False), (plain, safe, True)):
            away = {"/": Answer(status=301, headers={"Location": there.url()})}
            with serving(away, CERTIFICATES / "good.pem" if begins is safe else None) as server:
                got = Web(ALL, pause=0.0, seconds=10).get(server.url())
            assert isinstance(got, Fetched), got
            assert (got.final, got.moved) == (there.url(), moved)
