"""What a reader wrote of an article stands, whatever happens to the article; and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from earlier import taken_back
from filelock import FileLock
from invented import CUT, LIND, OTHER, derived_of, found, put, rewrite, row

from index import correcting, derived
from index.fields import WrongEditError, checked
from index.library import Library
from index.model import ArticleRow
from index.store import LibraryError

LATER = "Ada Lind spoke in Oss on Monday. “We can accept this as the basis of an agreement,” Lind said on Monday.\n"


def of(library: Library, article: str) -> ArticleRow:
    return library.articles(ids=[article])[0]


def field(library: Library, article: str, name: str) -> tuple[Any, Any, bool]:
    (fact,) = (fact for fact in library.facts(article) if fact.field == name)
    return fact.value, fact.given, fact.edited


@pytest.mark.parametrize(
    ("name", "value", "query"),
    [
        ("outlet", "The Bay", "outlet:bay"),
        ("title", "A basis at last", "title:basis"),
        ("published", "2026-12-24", "published:2026-12-24"),
        ("author", "Edda Quill", "author:quill"),
        ("url", "https://bay.example/1", None),
        ("language", "de", None),
        ("transcript", True, None),
    ],
)
def test_each_field(library: Library, folder: Path, name: str, value: Any, query: str | None) -> None:
    given = field(library, "one", name)[0]
    before = derived_of(library)
    assert library.edit(["one"], {name: value}).done == ("one",)
    assert field(library, "one", name) == (value, given, True)
    assert getattr(of(library, "one"), name) == value
    if query:
        assert found(library, query) == ["one"]
    assert library.add([str(folder)]).unchanged == ("one", "two", "three")
    edited = derived_of(library)
    library.rebuild()
    assert derived_of(library) == edited
    library.remove(["one"])
    library.restore(["one"])
    assert (field(library, "one", name), derived_of(library)) == ((value, given, True), edited)
    library.edit(["one"], {}, reset=[name])
    assert field(library, "one", name) == (given, given, False)
    assert derived_of(library) == before
    assert library.add([str(folder)]).unchanged == ("one", "two", "three")


def test_none_is_a_value(library: Library, folder: Path) -> None:
    library.edit(["one"], {"outlet": "", "published": None})
    assert (of(library, "one").outlet, of(library, "one").published) == (None, None)
    assert library.add([str(folder)], outlet="Radio Oss", published="2026-01-01").unchanged == ("one", "two", "three")
    assert (of(library, "one").outlet, of(library, "one").published) == (None, None)


def test_an_input_that_changes_leaves_what_was_edited(library: Library, folder: Path) -> None:
    library.edit(["two"], {"title": "Mine", "outlet": "The Bay"})
    rewrite(folder, "two", title="Theirs", outlet="Wire", author="Edda Quill", text="A new lead. " + CUT)
    assert library.add([str(folder)]).changed == ("two",)
    assert field(library, "two", "title") == ("Mine", "Theirs", True)
    assert field(library, "two", "outlet") == ("The Bay", "Wire", True)
    assert field(library, "two", "author") == ("Edda Quill", "Edda Quill", False)
    assert library.add([str(folder)]).unchanged == ("one", "two", "three")
    library.edit(["two"], {}, reset=["title", "outlet"])
    assert (of(library, "two").title, of(library, "two").outlet) == ("Theirs", "Wire")


def test_what_a_command_line_said_stays_beneath(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(LIND, encoding="utf-8")
    with Library.open(tmp_path / "lib") as library:
        (one,) = library.add([str(file)], outlet="Harbour Times", published="2026-11-02", transcript=False).added
        library.edit([one], {"outlet": "The Bay", "published": "2026-11-03", "transcript": True})
        assert library.add([str(file)]).unchanged == (one,)
        assert field(library, one, "outlet") == ("The Bay", "Harbour Times", True)
        assert field(library, one, "transcript") == (True, False, True)
        assert library.add([str(file)], outlet="Coast Wire").changed == (one,)
        assert field(library, one, "outlet") == ("The Bay", "Coast Wire", True)


def test_the_outlet_makes_what_is_shared(library: Library) -> None:
    assert [of(library, one).shared for one in ("one", "two")] == [1, 1]
    library.edit(["two"], {"outlet": "Harbour Times"})
    assert [of(library, one).shared for one in ("one", "two")] == [0, 0]
    assert library.totals().outlets == 2


def test_the_date_makes_the_event_and_the_links(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lib") as library:
        library.add([put(tmp_path / "in", row("one", LATER), row("two", LATER, outlet="TWO"))])
        together = derived_of(library)
        assert len(library.event_of("one")) == 2
        library.edit(["two"], {"published": "2025-03-03"})
        assert len(library.event_of("one")) == 1
        apart = derived_of(library)
        assert apart != together
        library.rebuild()
        assert derived_of(library) == apart
        library.edit(["two"], {}, reset=["published"])
        assert (derived_of(library), len(library.event_of("one"))) == (together, 2)


def test_the_first_one_is_edited_as_the_last(library: Library) -> None:
    library.edit(["one", "three"], {"outlet": "The Bay", "published": "2026-11-04"})
    edited = derived_of(library)
    library.rebuild()
    assert derived_of(library) == edited


def test_an_address_names_the_outlet_where_nothing_else_does(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lib") as library:
        library.add([put(tmp_path / "in", row("one", LIND, outlet=""))])
        library.edit(["one"], {"url": "https://www.washingtonpost.com/1"})
        assert field(library, "one", "outlet") == ("Washington Post", None, False)
        library.edit(["one"], {"outlet": "The Bay"})
        library.name_outlet("washingtonpost.com", "Post")
        library.name_outlet("The Bay", "The Cove")
        assert of(library, "one").outlet == "The Bay", "what was written by hand is kept as it was written"
        (outlet, *_) = library.facts("one")
        assert (outlet.unedited, outlet.given) == ("Post", None)


def test_several_at_once_in_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.renewing.BATCH", 1)
    told: list[int] = []
    done = library.edit(["one", "two", "one"], {"author": "Edda Quill"}, progress=lambda p: told.append(p.done))
    assert (done.done, done.stopped) == (("one", "two"), False)
    assert told == [0, 1]
    stopped = library.edit(["one", "two"], {"author": "Tor Brack"}, progress=lambda _: None, stop=lambda: len(told) > 1)
    assert (stopped.done, stopped.stopped) == ((), True)
    assert of(library, "one").author == "Edda Quill"


@pytest.mark.parametrize("ids", [["gone"], ["one", "gone"]])
def test_an_id_that_is_not_there_changes_nothing(library: Library, ids: list[str]) -> None:
    before = derived_of(library)
    with pytest.raises(KeyError, match="gone"):
        library.edit(ids, {"outlet": "The Bay"})
    with pytest.raises(KeyError, match="gone"):
        library.facts("gone")
    assert derived_of(library) == before


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("published", " 20261102 ", "2026-11-02"),
        ("published", "2026-11", "2026-11"),
        ("published", "Mon, 02 Nov 2026 08:00:00 +0100", "2026-11-02T08:00:00+01:00"),
        ("title", "One\n\x1b[31m line\x07", "One [31m line"),
        ("author", "\u009b31mAda", "31mAda"),
        ("outlet", "", None),
        ("outlet", " \n", None),
        ("language", "pt-BR", "pt-br"),
        ("transcript", "Yes", True),
        ("url", "HTTPS://bay.example/a?b=1#c", "HTTPS://bay.example/a?b=1#c"),
    ],
)
def test_what_is_typed_is_held(name: str, text: str, value: Any) -> None:
    assert checked(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("published", "yesterday", "'yesterday' is no date; write 2026-11-02"),
        ("url", "https:///page", "is no address"),
        ("url", "http://[::1", "is no address"),
        ("published", "2026-02-30", "is no date"),
        ("url", "bay.example/1", "is no address; write https://coast.example/page"),
        ("url", "javascript:alert(1)", "is no address"),
        ("url", "https://", "is no address"),
        ("url", "https://bay.example/a b", "is no address"),
        ("language", "German", "is no code of a language"),
        ("transcript", "perhaps", "is neither yes nor no"),
        ("title", "x" * 1001, "the title is longer than 1000 characters"),
        ("outlet", "half \udcff", "the outlet is not UTF-8 text"),
    ],
)
def test_what_a_field_can_not_hold(library: Library, name: str, text: str, said: str) -> None:
    before = library.facts("one")
    with pytest.raises(WrongEditError, match=said.replace("?", r"\?")) as told:
        library.edit(["one"], {"author": "Edda Quill", name: text})
    assert told.value.field == name
    assert library.facts("one") == before


def test_another_that_adds_is_waited_for_with_patience(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "PATIENCE_SECONDS", 0.05)
    with FileLock(library.path / derived.LOCK), pytest.raises(LibraryError, match="another quoth is adding"):
        library.edit(["one"], {"outlet": "The Bay"})
    assert of(library, "one").outlet == "Harbour Times"


def test_speakers_that_were_corrected_stay_so(library: Library) -> None:
    quote = next(q for q in library.quotations("one") if q.kind != "indirect")
    library.correct_speaker(quote.id, "Tor Brack")
    for values in ({"outlet": "The Bay"}, {"title": "A basis at last"}):
        library.edit(["one"], values)
        assert library.quoted([quote.id])[quote.id][0].speaker == "Tor Brack"


def test_a_library_of_the_format_before(tmp_path: Path) -> None:
    source = put(tmp_path / "in", row("one", LIND, outlet="Coast Wire"), row("two", OTHER, outlet=""))
    with Library.open(tmp_path / "lib") as library:
        library.add([source])
    taken_back(tmp_path / "lib", 5)
    with Library.open(tmp_path / "lib") as library:
        assert field(library, "one", "outlet") == ("Coast Wire", "Coast Wire", False)
        assert library.add([source]).unchanged == ("one", "two")
        library.name_outlet("Coast Wire", "The Bay")
        assert (of(library, "one").outlet, of(library, "two").outlet) == ("The Bay", None)


def test_an_article_is_known_again_at_the_address_written_by_hand(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lib") as library:
        (tmp_path / "a.txt").write_text(f"{LIND}\n\n{CUT}", encoding="utf-8")
        (one,) = library.add([str(tmp_path / "a.txt")], outlet="The Bay").added
        library.edit([one], {"url": "https://bay.example/ferry"})
        page = f"<html><head><title>Bay</title><link rel=canonical href='https://bay.example/ferry'></head><body><article><p>{LIND}</p><p>{CUT}</p><p>{LATER}</p></article></body></html>"
        (tmp_path / "b.html").write_text(page, encoding="utf-8")
        found = library.add([str(tmp_path / "b.html")])
        assert (found.added, found.changed) == ((), (one,))
        assert of(library, one).outlet == "The Bay"
        assert of(library, one).url == "https://bay.example/ferry"
