"""The same article from elsewhere, and what an article was before it was changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import on, rows

from index.addresses import canonical, plausible
from index.library import Library
from index.model import AddSummary

TEXT = (
    "Ferry will sail\n\nThe first ferry in two years leaves Oss on Monday.\n\n"
    "“We counted the buoys twice, and then once more,” said Ada Lind, the harbour master of Oss.\n\n"
    "“Nobody had told us about the fog,” said Tor Hale, the envoy, who came by the morning train.\n"
)
LATER = TEXT.replace("twice, and then once more", "three times, and not once more").replace(
    "“Nobody had told us about the fog,” said Tor Hale, the envoy, who", "The envoy, Tor Hale,"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as made:
        yield made


def put(library: Library, path: Path, text: str, **options: str) -> AddSummary:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return library.add([str(path)], **options)  # type: ignore[arg-type]


def page(path: Path, text: str, address: str) -> Path:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n")[1:])
    path.write_text(
        f"<html><head><title>Ferry will sail</title><link rel=canonical href='{address}'></head>"
        f"<body><article>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("http://www.wire.example/ferry/", "https://wire.example/ferry"),
        ("https://wire.example/ferry?utm_source=a&utm_medium=b", "https://wire.example/ferry"),
        ("https://wire.example/ferry#comments", "https://wire.example/ferry"),
        ("https://wire.example/ferry/amp", "https://wire.example/ferry"),
        ("https://amp.wire.example/ferry.amp.html", "https://wire.example/ferry.html"),
        ("https://WIRE.example:443/ferry?fbclid=x", "https://wire.example/ferry"),
        ("https://m.wire.example/ferry?outputType=amp", "https://wire.example/ferry"),
        (
            "https://wire-example.cdn.ampproject.org/v/s/www.wire.example/ferry?amp_js_v=0.1",
            "https://wire.example/ferry",
        ),
        ("https://www.google.com/amp/s/amp.wire.example/ferry", "https://wire.example/ferry"),
        ("https://wire.example/ferry.amp", "https://wire.example/ferry"),
        ("https://www.m.wire.example/ferry", "https://wire.example/ferry"),
        ("https://mobile.wire.example/ferry/print", "https://wire.example/ferry"),
        ("https://wire.example/ferry?print=1&output=print", "https://wire.example/ferry"),
        ("https://wire.example/ferry.html?m=1", "https://wire.example/ferry.html"),
        ("https://wire.example/ferry/index.php", "https://wire.example/ferry/"),
        ("https://wire.example/f%65rry", "https://wire.example/ferry"),
        ("https://wire.example/f%c3%a4hre", "https://wire.example/fähre"),
        ("https://xn--fhre-loa.example/ferry", "https://FÄHRE.example/ferry"),
        ("http://wire.example.:80/news/../ferry/.", "https://wire.example/ferry"),
        ("https://wire.example/ferry;jsessionid=1A2B?CMP=share&smid=tw&ref=rss", "https://wire.example/ferry"),
        ("https://wire.example/story?b=2&amp;a=1", "https://wire.example/story?a=1&b=2"),
        ("https://user:word@wire.example/ferry", "https://wire.example/ferry"),
        (" https://wire.example/ferry\n", "https://wire.example/ferry"),
        (
            "https://web.archive.org/web/20261102080000id_/http://www.wire.example:80/ferry",
            "https://wire.example/ferry",
        ),
    ],
)
def test_addresses_of_one_page(a: str, b: str) -> None:
    assert canonical(a) == canonical(b)
    assert canonical(canonical(a)) == canonical(a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://wire.example/ferry?id=1", "https://wire.example/ferry?id=2"),
        ("https://wire.example/ferry", "https://wire.example/Ferry"),
        ("https://wire.example/story?1171", "https://wire.example/story?1172"),
        ("https://wire.example/story?cid=1", "https://wire.example/story?cid=2"),
        ("https://wire.example/story?gallery=1", "https://wire.example/story?gallery=2"),
        ("https://wire.example/story?reference=a", "https://wire.example/story?reference=b"),
        ("https://wire.example/story?ref=17", "https://wire.example/story?ref=18"),
        ("https://wire.example/story?q=%ff", "https://wire.example/story?q=%fe"),
        ("https://wire.example/#!/story/17", "https://wire.example/#!/story/18"),
        ("https://wire.example/a%2Fb", "https://wire.example/a/b"),
        ("https://wire.example/print", "https://wire.example/"),
        ("https://web.archive.org/web/2026/about", "https://wire.example/about"),
        ("https://news.wire.example/ferry", "https://wire.example/ferry"),
        ("https://wire.example/camp", "https://wire.example/c"),
        ("https://[::1]:8080/ferry", "https://[::1]/ferry"),
    ],
)
def test_addresses_of_two_pages(a: str, b: str) -> None:
    assert canonical(a) != canonical(b)


def test_what_is_no_address_stays_as_it_is() -> None:
    for text in ("", "file.txt", "http://[::1", "ftp://wire.example/a"):
        assert canonical(text) == text


@pytest.mark.parametrize(
    ("link", "asked", "expected"),
    [
        ("https://wire.example/ferry", "https://www.wire.example/ferry?x=1", True),
        ("https://other.example/ferry", "https://wire.example/ferry", False),
        ("https://wire.example/", "https://wire.example/ferry", False),
        ("javascript:alert(1)", "https://wire.example/ferry", False),
        ("https://wire.example/ferry", None, True),
    ],
)
def test_whether_a_page_is_believed_about_its_address(link: str, asked: str | None, expected: bool) -> None:
    assert plausible(link, asked) is expected


def test_the_same_words_in_another_file_are_the_same_article(library: Library, tmp_path: Path) -> None:
    first = put(library, tmp_path / "a" / "ferry.txt", TEXT, outlet="Coast Wire")
    again = put(library, tmp_path / "b" / "copy.txt", TEXT.replace("\n\n", "\n"), outlet="Coast Wire")
    assert (len(first.added), again.added, again.unchanged) == (1, (), first.added)
    assert first.added[0] in again.skipped[0].reason
    assert again.skipped[0].added
    both = library.add([str(tmp_path / "a"), str(tmp_path / "b")])
    assert (both.added, both.changed) == ((), ())
    assert len(library.articles()) == 1


def test_the_same_words_twice_in_one_run(library: Library, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    summary = library.add([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert (len(summary.added), len(summary.unchanged)) == (1, 1)


def test_the_same_words_of_another_outlet_or_day_are_another_article(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path / "a" / "ferry.txt", TEXT, outlet="Coast Wire", published="2026-11-02")
    assert put(library, tmp_path / "b" / "copy.txt", TEXT, outlet="Harbour Post", published="2026-11-02").added
    assert put(library, tmp_path / "c" / "copy.txt", TEXT, outlet="Coast Wire", published="2026-11-03").added
    assert put(library, tmp_path / "d" / "copy.txt", TEXT, outlet="Coast Wire").unchanged


def test_agency_copy_is_another_article_also_where_it_was_read_first_without_an_outlet(
    library: Library, tmp_path: Path
) -> None:
    (first,) = put(library, tmp_path / "a" / "ferry.txt", TEXT).added
    library.mark_starred(first)
    told = put(library, tmp_path / "b" / "copy.txt", TEXT, outlet="Coast Wire", published="2026-11-02")
    assert (told.added, told.changed) == ((), (first,)), "it is that article, of which more is known now"
    (other,) = put(library, tmp_path / "c" / "copy.txt", TEXT, outlet="Harbour Post", published="2026-11-02").added
    again = put(library, tmp_path / "a" / "ferry.txt", TEXT)
    assert (again.added, again.changed) == ((), ())
    outlets = {one.id: (one.outlet, one.starred) for one in library.articles()}
    assert outlets == {first: ("Coast Wire", True), other: ("Harbour Post", False)}
    assert len(library.versions(first)) == 1
    assert library.prove().wrong == ()


def test_agency_copy_in_one_run_is_as_many_articles_as_outlets(library: Library, tmp_path: Path) -> None:
    rows = [{"text": TEXT}, {"text": TEXT, "outlet": "Coast Wire"}, {"text": TEXT, "outlet": "Harbour Post"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    library.add([str(tmp_path / "a.jsonl")])
    assert sorted(one.outlet or "" for one in library.articles()) == ["Coast Wire", "Harbour Post"]


def test_an_id_that_was_given_is_believed(library: Library, tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": TEXT, "outlet": "Coast Wire"}) for name in ("one", "two")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert library.add([str(tmp_path / "a.jsonl")]).added == ("one", "two")


def test_short_texts_may_have_doubles(library: Library, tmp_path: Path) -> None:
    assert put(library, tmp_path / "a" / "a.txt", "The office is closed.").added
    assert put(library, tmp_path / "b" / "b.txt", "The office is closed.").added


def test_a_page_under_two_addresses_is_one_article_with_versions(library: Library, tmp_path: Path) -> None:
    first = library.add([str(page(tmp_path / "a.html", TEXT, "https://wire.example/ferry"))])
    again = library.add([str(page(tmp_path / "b.html", TEXT, "http://www.wire.example/ferry/?utm_source=x"))])
    assert (len(first.added), again.added, again.unchanged) == (1, (), first.added)


WHOLE = TEXT + "".join(
    f"\n“The {name} was counted on {day}, before the fog came,” said {who} of the harbour office in Oss.\n"
    for name, day, who in (
        ("ferry", "Monday", "Ada Lind"),
        ("bell", "Tuesday", "Tor Hale"),
        ("toll", "Friday", "Jon Marsh"),
    )
)
OTHER = (
    "Toll goes\n\nNobody pays the toll on the eastern pier from next year on, says the town council.\n\n"
    "“It was a gift to gulls and a burden to everybody else,” said Edda Quill, who leads the council of Oss.\n\n"
    "“My office has counted what is left in the box, and there were eleven coins,” said Nils Holt, its clerk.\n"
)
AT = "https://wire.example/ferry"


def captured(path: Path, *pages: tuple[str, str]) -> str:
    """A web archive of pages read at addresses."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    records = []
    for address, file in pages:
        body = (head + Path(file).read_text(encoding="utf-8")).encode()
        about = (
            f"WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(records):032d}>\r\nWARC-Target-URI: {address}\r\n"
        )
        about += "WARC-Date: 2026-11-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        records.append(f"WARC/1.0\r\n{about}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n")
    path.write_bytes(b"".join(records))
    return str(path)


def test_a_page_saved_again_after_it_was_changed_is_a_version(library: Library, tmp_path: Path) -> None:
    (article,) = library.add([str(page(tmp_path / "a.html", TEXT, AT))]).added
    assert library.add([str(page(tmp_path / "b.html", LATER, AT + "?utm_source=x"))]).changed == (article,)
    both = [str(tmp_path / name) for name in ("a.html", "b.html")]
    assert set(library.add(both).unchanged) == {article}, "what it once was is no version anew"
    assert len(library.versions(article)) == 2


def test_who_claims_another_articles_address_does_not_take_its_place(library: Library, tmp_path: Path) -> None:
    web = captured(tmp_path / "a.warc", (AT, str(page(tmp_path / "a.html", TEXT, AT))))
    (article,) = library.add([web]).added
    letter = f"From: a@evil.example\nSubject: Toll\nArchived-At: <{AT}>\nMessage-ID: <1@evil.example>\n\n{OTHER}"
    (tmp_path / "b.eml").write_text(letter, encoding="utf-8")
    (tmp_path / "c.md").write_text(f"---\nurl: {AT}\n---\n{OTHER.replace('eleven', 'twelve')}", encoding="utf-8")
    page(tmp_path / "d.html", OTHER.replace("eleven", "ten"), AT)
    for name in ("b.eml", "c.md", "d.html"):
        told = library.add([str(tmp_path / name)])
        assert (len(told.added), told.changed) == (1, ()), name
        assert f'which is that of "{article}"' in told.skipped[0].reason
        assert library.add([str(tmp_path / name)]).unchanged == told.added
    kept = library.article(article)
    assert kept is not None
    assert "said Ada Lind" in kept.text
    assert len(library.versions(article)) == 1
    assert len(library.articles()) == 4


def test_a_site_whose_pages_all_claim_one_address(library: Library, tmp_path: Path) -> None:
    wrong = "https://wire.example/start/page"
    one, two = (str(page(tmp_path / f"{n}.html", text, wrong)) for n, text in enumerate((TEXT, OTHER)))
    told = library.add([captured(tmp_path / "a.warc", (AT, one), ("https://wire.example/toll", two))])
    assert len(told.added) == 2
    real = captured(tmp_path / "b.warc", (wrong, str(page(tmp_path / "3.html", WHOLE[len(TEXT) :] * 2, wrong))))
    assert len(library.add([real]).added) == 1
    again = library.add([str(tmp_path / "b.warc"), str(tmp_path / "a.warc")])
    assert (again.added, again.changed) == ((), ())
    assert len(library.articles()) == 3


def test_a_beginning_does_not_take_the_place_of_the_whole(library: Library, tmp_path: Path) -> None:
    wall = "<p>Subscribe to continue reading.</p>"
    begun = page(tmp_path / "begun.html", "\n\n".join(WHOLE.split("\n\n")[:3]), AT)
    begun.write_text(begun.read_text(encoding="utf-8").replace("</article>", wall + "</article>"), encoding="utf-8")
    (article,) = library.add([captured(tmp_path / "a.warc", (AT, str(begun)))]).added
    assert library.add([str(page(tmp_path / "b.html", WHOLE, AT))]).changed == (article,), "the whole is more"
    (tmp_path / "a.warc").rename(tmp_path / "c.warc")
    told = library.add([str(tmp_path / "c.warc")])
    assert (told.changed, told.unchanged) == ((), (article,))
    begun.write_text(begun.read_text(encoding="utf-8").replace("first ferry", "very first ferry"), encoding="utf-8")
    told = library.add([captured(tmp_path / "d.warc", (AT, str(begun)))])
    assert (told.changed, told.unchanged) == ((), (article,))
    assert any("which is there in full" in one.reason for one in told.skipped)
    assert len(library.versions(article)) == 2


def test_a_text_that_was_changed_stays_as_a_version(library: Library, tmp_path: Path) -> None:
    (article,) = put(library, tmp_path / "a" / "ferry.txt", TEXT).added
    library.mark_starred(article)
    assert put(library, tmp_path / "a" / "ferry.txt", LATER).changed == (article,)
    assert put(library, tmp_path / "a" / "ferry.txt", LATER).unchanged == (article,)
    first, last = library.versions(article)
    assert (first.text, last.text, first.last, last.last) == (TEXT, LATER, False, True)
    found = library.revision(article, 1, 2)
    assert found is not None
    assert [(one.text, one.speaker) for one in found.gone] == [("Nobody had told us about the fog,", "Tor Hale")]
    (reworded,) = found.reworded
    assert reworded.altered
    assert (reworded.before.speaker, reworded.after.speaker) == ("Ada Lind", "Ada Lind")
    assert found.new == ()
    assert len(found.paragraphs) == 2
    assert library.changed_articles() == {article: 2}
    put(library, tmp_path / "a" / "ferry.txt", TEXT)
    assert [one.text for one in library.versions(article)] == [TEXT, LATER, TEXT]
    library.rebuild()
    library.remove([article])
    assert library.versions(article) == ()
    library.restore([article])
    assert len(library.versions(article)) == 3
    assert library.articles()[0].starred


def test_what_only_moved_is_no_change(library: Library, tmp_path: Path) -> None:
    (article,) = put(library, tmp_path / "a" / "ferry.txt", TEXT).added
    head, *parts = TEXT.rstrip().split("\n\n")
    put(library, tmp_path / "a" / "ferry.txt", "\n\n".join([head, "Corrected.", *reversed(parts)]))
    found = library.revision(article, 1, 2)
    assert found is not None
    assert (found.gone, found.new, found.reworded) == ((), (), ())


def test_a_headline_alone_is_a_version(library: Library, tmp_path: Path) -> None:
    row = {"id": "one", "text": TEXT, "title": "Ferry will sail"}
    file = tmp_path / "a.jsonl"
    for title in ("Ferry will sail", "Ferry may sail"):
        file.write_text(json.dumps(row | {"title": title}), encoding="utf-8")
        library.add([str(file)])
    assert [one.title for one in library.versions("one")] == ["Ferry will sail", "Ferry may sail"]
    file.write_text(json.dumps(row | {"title": "Ferry may sail", "author": "B. Quill"}), encoding="utf-8")
    assert library.add([str(file)]).changed == ("one",)
    assert len(library.versions("one")) == 2, "who wrote it is no version"


def test_the_command_tells_what_is_gone_first(tmp_path: Path) -> None:
    run = on(tmp_path / "library")
    file = tmp_path / "ferry.txt"
    for text in (TEXT, LATER):
        file.write_text(text, encoding="utf-8")
        run("add", str(file))
    (row,) = rows(run("versions", "--json"))
    assert row["versions"] == 2
    told = run("versions", row["article"]).stdout
    assert told.index("gone      Tor Hale: “Nobody had told us about the fog,”") < told.index("ALTERED   Ada Lind")
    assert "[-twice, and then-]" in told
    first, second = rows(run("versions", row["article"], "--json"))
    assert (first["gone"], first["current"], second["current"]) == (None, False, True)
    assert [one["speaker"] for one in second["gone"]] == ["Tor Hale"]
    assert second["reworded"][0]["altered"]
    assert run("show", row["article"], "--version", "1").stdout.rstrip() == TEXT.rstrip()
    assert "has 2 versions, and none 3" in run("show", row["article"], "--version", "3", code=2).stderr
    assert "no article" in run("versions", "nothing", code=2).stderr


def test_nothing_was_changed(tmp_path: Path) -> None:
    run = on(tmp_path / "library")
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    run("add", str(tmp_path / "ferry.txt"))
    assert "no article was changed" in run("versions", code=1).stderr
    article = rows(run("list", "--json"))[0]["id"]
    assert "was not changed" in run("versions", article, code=1).stderr


def test_words_that_another_is_said_to_have_said_are_told(tmp_path: Path) -> None:
    run = on(tmp_path / "library")
    file = tmp_path / "ferry.txt"
    for text in (TEXT, TEXT.replace("said Ada Lind, the harbour master of Oss", "said Tor Hale, the envoy")):
        file.write_text(text, encoding="utf-8")
        run("add", str(file))
    (row,) = rows(run("versions", "--json"))
    told = run("versions", row["article"]).stdout
    assert "speaker   [-Ada Lind-] [+Tor Hale+]: “We counted the buoys twice, and then once more,”" in told
    _, second = rows(run("versions", row["article"], "--json"))
    ((before, after),) = [(one["before"], one["after"]) for one in second["reattributed"]]
    assert (before["speaker"], after["speaker"]) == ("Ada Lind", "Tor Hale")
    assert (second["gone"], second["new"], second["reworded"]) == ([], [], [])


def test_of_words_said_twice_the_one_that_went_is_gone(library: Library, tmp_path: Path) -> None:
    said = ("“We counted them all,” said Ada Lind.", "“We counted them all,” said Tor Hale.", "Both left by train.")
    twice = "\n\n".join(said)
    (article,) = put(library, tmp_path / "a" / "a.txt", twice).added
    put(library, tmp_path / "a" / "a.txt", twice.split("\n\n", 1)[1])
    found = library.revision(article, 1, 2)
    assert found is not None
    assert [(one.text, one.speaker) for one in found.gone] == [("We counted them all,", "Ada Lind")]
    assert found.reattributed == ()


def test_what_a_reader_put_to_words_that_are_gone_stays(tmp_path: Path) -> None:
    run = on(tmp_path / "library")
    file = tmp_path / "ferry.txt"
    file.write_text(TEXT, encoding="utf-8")
    run("add", str(file))
    quote = next(row for row in rows(run("quotes", "--json")) if row["speaker"] == "Tor Hale")
    run("note", quote["id"], "ask the envoy")
    for text in (LATER, TEXT):
        file.write_text(text, encoding="utf-8")
        run("add", str(file))
        (note,) = rows(run("note", "--json"))
        assert (note["text"], note["words"]) == ("ask the envoy", quote["text"])
    assert next(row for row in rows(run("quotes", "--json")) if row["speaker"] == "Tor Hale")["id"] == quote["id"]
