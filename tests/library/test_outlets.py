"""Outlets are known by one name, whatever their articles' inputs call them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from invented import CUT, LIND, OTHER, derived_of, found, put, row

from index import outlets
from index.library import Library
from index.outlets import folded, host_of, named
from index.renaming import WrongNameError

BAY = {"bay.example": "Bay", "north.bay.example": "North Bay"}
OWN = {"coast.example": "Coast Wire", "the harbour": "Harbour Times", "coast wire": "Coast", "paper.example": "Paper"}


def test_no_address_or_alias_stands_twice() -> None:
    table = list(outlets.shipped())
    assert len(table) > 400
    addresses = Counter(at for one in table for at in one.at)
    assert [at for at, times in addresses.items() if times > 1] == []
    assert [at for at in addresses if host_of(at) != at] == []
    names = Counter(name for one in table for name in (folded(one.name), *one.called))
    assert [name for name, times in names.items() if times > 1] == []
    listed = [name for one in table for name in (*one.called, *one.beside)]
    assert [name for name in listed if folded(name) != name] == []
    owner = outlets.known().by_name
    twice = [n for n in names if n.startswith("the ") and n[4:] in owner and owner[n] != owner[n[4:]]]
    assert twice == [], "with and without the article it would be two outlets"
    several = {name for one in table for name in one.beside}
    assert [name for one in table for name in one.called if name in several] == []


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        # what an input calls an outlet
        ("The Washington Post", None, "Washington Post"),
        ("Washington Post, The", None, "Washington Post"),
        ("  WASHINGTON   post ", None, "Washington Post"),
        ("WaPo", None, "Washington Post"),
        ("washingtonpost.com", None, "Washington Post"),
        ("https://www.washingtonpost.com/", None, "Washington Post"),
        ("Agence France-Presse", None, "AFP"),
        ("L’Équipe", None, "L'Équipe"),
        # what it calls one that nobody knows
        ("The Harbour Times", None, "The Harbour Times"),
        ("  Odd  name ", None, "  Odd  name "),
        ("harbour.example", None, "harbour.example"),
        # names that several go by
        ("The Times", None, "The Times"),
        ("The Star", None, "The Star"),
        ("Daily Star", None, "Daily Star"),
        ("Post", None, "Post"),
        ("Guardian", None, "Guardian"),
        ("The Guardian", "https://guardian.ng/news/1", "The Guardian (Nigeria)"),
        ("The Guardian", "https://www.theguardian.com/1", "The Guardian"),
        ("Guardian", "https://www.theguardian.com/1", "The Guardian"),
        ("The Star", "https://www.thestar.com.my/1", "The Star (Malaysia)"),
        ("El País", "https://www.elpais.com.uy/1", "El País (Uruguay)"),
        # what is given goes before the address: it was reprinted there
        ("Reuters", "https://www.theguardian.com/1", "Reuters"),
        # no outlet given: the address
        (None, "https://www.washingtonpost.com/a/b", "Washington Post"),
        (None, "http://m.bbc.co.uk/1", "BBC"),
        (None, "https://edition.cnn.com/1", "CNN"),
        (None, "https://amp.theguardian.com/1", "The Guardian"),
        (None, "https://asia.nikkei.com/1", "Nikkei Asia"),
        (None, "https://www.nikkei.com/1", "Nikkei"),
        (None, "https://notwashingtonpost.com/1", "notwashingtonpost.com"),
        (None, "https://www.washingtonpost.com.evil.example/1", "washingtonpost.com.evil.example"),
        ("", "https://WWW.Harbour.example:8080/1", "harbour.example"),
        # what is nobody's
        (None, "http://127.0.0.1:8000/1", None),
        (None, "http://localhost/1", None),
        (None, "http://[::1]/1", None),
        (None, "http://[broken/1", None),
        (None, "file:///etc/passwd", None),
        (None, "mailto:ada@harbour.example", None),
        (None, None, None),
    ],
)
def test_named(outlet: str | None, url: str | None, name: str | None) -> None:
    assert named(outlet, url) == name


@pytest.mark.parametrize(
    ("outlet", "url", "site", "name"),
    [
        (None, "https://harbour.example/1", "The Harbour Times", "The Harbour Times"),
        (None, "https://www.washingtonpost.com/1", "Post Opinions", "Washington Post"),
        (None, "https://wapo.example/1", "The Washington Post", "Washington Post"),
        ("Radio Oss", "https://harbour.example/1", "The Harbour Times", "Radio Oss"),
    ],
)
def test_how_the_page_calls_its_site(outlet: str | None, url: str, site: str, name: str) -> None:
    assert named(outlet, url, site) == name


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        (None, "https://news.coast.example/1", "Coast"),  # one name leads to the next
        ("coast.example", None, "Coast"),
        ("The  Harbour", None, "Harbour Times"),
        ("Paper", None, "Paper"),
    ],
)
def test_what_a_reader_said_goes_first(outlet: str | None, url: str | None, name: str) -> None:
    assert named(outlet, url, None, OWN) == name
    own = {"washingtonpost.com": "Post", "ap": "AP"}
    assert named(None, "https://live.washingtonpost.com/1", "The Site", own) == "Post"
    assert named("AP", None, None, own) == "AP"
    assert named("Associated Press", None, None, own) == "Associated Press"
    assert named("A", None, None, {"a": "B", "b": "A"}) in ("A", "B"), "a circle ends"


def outlet_of(library: Library) -> dict[str, str | None]:
    return {row.id: row.outlet for row in library.articles()}


@pytest.fixture
def three(tmp_path: Path) -> str:
    return put(
        tmp_path / "in",
        row("one", LIND, outlet="The Washington Post"),
        row("two", CUT, outlet="", url="https://www.coast.example/2"),
        row("three", OTHER, outlet="", url="https://edition.cnn.com/3"),
    )


def test_what_is_added_is_named(tmp_path: Path, three: str) -> None:
    with Library.open(tmp_path / "named") as library:
        library.add([three])
        assert outlet_of(library) == {"one": "Washington Post", "two": "coast.example", "three": "CNN"}
        assert library.add([three]).unchanged == ("one", "two", "three")
        assert found(library, "outlet:washington") == ["one"]
        assert library.facts("one")[0].given == "The Washington Post"


def test_naming_holds_at_once_and_later(tmp_path: Path, three: str) -> None:
    with Library.open(tmp_path / "named") as library:
        library.add([three])
        assert library.name_outlet("https://www.coast.example/", "Coast Wire").done == 1
        assert outlet_of(library)["two"] == "Coast Wire"
        assert found(library, "outlet:wire") == ["two"]
        assert library.add([three]).unchanged == ("one", "two", "three")
        library.add([put(tmp_path / "more", row("four", LIND, outlet="", url="http://m.coast.example/4"))])
        assert outlet_of(library)["four"] == "Coast Wire"
        before = derived_of(library)
        library.rebuild()
        assert derived_of(library) == before


def test_joining_two_changes_what_is_shared(tmp_path: Path) -> None:
    source = put(tmp_path / "in", row("one", LIND, outlet="Coast Wire"), row("two", CUT, outlet="The Coast"))
    with Library.open(tmp_path / "joined") as library:
        library.add([source])
        apart = derived_of(library)
        assert [one.shared for one in library.articles()] == [1, 1]
        assert library.name_outlet("the coast", "Coast Wire").done == 1
        assert outlet_of(library) == {"one": "Coast Wire", "two": "Coast Wire"}
        assert [one.shared for one in library.articles()] == [0, 0]
        joined = derived_of(library)
        library.rebuild()
        assert derived_of(library) == joined
        (line,) = library.outlet_rows()
        assert (line.outlet, line.articles, line.aliases, line.own) == ("Coast Wire", 2, ("the coast",), ("the coast",))
        assert library.forget_outlet("The  Coast").done == 1
        assert derived_of(library) == apart
        with pytest.raises(KeyError):
            library.forget_outlet("the coast")


def test_names_go_in_no_circle(tmp_path: Path, three: str) -> None:
    with Library.open(tmp_path / "named") as library:
        library.add([three])
        for called, name in (("Washington Post", "Post"), ("Post", "Gazette"), ("Gazette", "Washington Post")):
            library.name_outlet(called, name)
            assert outlet_of(library)["one"] == name
        rows = {line.outlet: line for line in library.outlet_rows()}
        assert rows["Washington Post"].own == ("gazette", "post")


def test_a_removed_article_comes_back_with_its_name(tmp_path: Path, three: str) -> None:
    with Library.open(tmp_path / "named") as library:
        library.add([three])
        library.remove(["two"])
        assert library.name_outlet("coast.example", "Coast Wire").done == 0
        library.restore(["two"])
        assert outlet_of(library)["two"] == "Coast Wire"


def test_a_stop_keeps_what_is_done_and_the_same_again_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.renewing.BATCH", 2)
    with Library.open(tmp_path / "many") as library:
        texts = [row(f"a{i}", LIND.replace("Oss", f"Oss {i}"), outlet="Coast") for i in range(5)]
        library.add([put(tmp_path / "in", *texts)])
        asked: list[int] = []
        told: list[str] = []
        first = library.name_outlet(
            "Coast",
            "Coast Wire",
            progress=lambda p: told.append(f"{p.step} {p.done} of {p.total}"),
            stop=lambda: bool(asked.append(1)) or len(asked) > 2,
        )
        assert (first.total, first.stopped) == (5, True)
        assert 0 < first.done < 5
        assert "putting articles right 0 of 5" in told
        again = library.name_outlet("Coast", "Coast Wire")
        assert first.done + again.done == 5
        assert set(outlet_of(library).values()) == {"Coast Wire"}
        before = derived_of(library)
        library.rebuild()
        assert derived_of(library) == before


@pytest.mark.parametrize("name", ["", " \n", "\x1b", "x" * 201, "half \ud83d"])
def test_what_is_no_name_is_refused(library: Library, name: str) -> None:
    with pytest.raises(WrongNameError):
        library.name_outlet("coast", name)
    with pytest.raises(WrongNameError):
        library.name_outlet(name, "Coast")
    assert {line.outlet for line in library.outlet_rows()} == {"Harbour Times", "Coast Wire", "Radio Oss"}


def test_no_control_character_is_stored(library: Library) -> None:
    library.name_outlet("Coast\x1b[31m Wire", "Coast\x07 \u009b31mWire")
    assert library.name_outlet("Coast Wire", "Wire\x1b]0;x\x07 of the coast").done == 1
    assert outlet_of(library)["two"] == "Wire]0;x of the coast"


@pytest.mark.parametrize(
    "called", ["co.uk", "https://com.au/", "*.example", "https://", "http://127.0.0.1/a", "https://[::1/"]
)
def test_what_is_no_address_of_an_outlet_names_none(tmp_path: Path, called: str) -> None:
    with Library.open(tmp_path / "library") as library:
        with pytest.raises(WrongNameError, match="address"):
            library.name_outlet(called, "Paper")
        assert library.outlet_rows() == []


def test_the_longest_address_that_is_known_names_an_outlet() -> None:
    assert named(None, "https://www.north.bay.example/1", None, BAY) == "North Bay"
    assert named(None, "https://www.south.bay.example/1", None, BAY) == "Bay"
    assert named(None, "https://www.bbc.co.uk/1", None, {"co.uk": "Anybody"}) == "BBC"
    assert named(None, "https://www.bbc.co.uk/1", None, {"bbc.co.uk": "Auntie"}) == "Auntie"


def test_a_star_before_an_address_is_the_address(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.name_outlet("*.Bay.example", "Bay")
        assert [(one.outlet, one.addresses) for one in library.outlet_rows()] == [("Bay", ("bay.example",))]
        library.forget_outlet("bay.example")
