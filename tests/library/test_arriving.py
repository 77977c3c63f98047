"""The same article in several forms and orders; addresses that lie; what was saved earlier; beginnings."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.library import Library
from index.model import AddSummary

FERRY = (
    "The first ferry in two years leaves Oss on Monday, the harbour office said on Thursday after a long meeting.",
    "“We counted the buoys twice, and then once more,” said Ada Lind, the harbour master of Oss since the spring.",
    "“Nobody had told us about the fog,” said Tor Hale, the envoy, who came by the morning train with two others.",
    "The ferry will carry forty cars and two hundred people, and the crossing takes three hours in good weather.",
    "The town has paid for the new pier with a loan over twenty years, and the council voted for it without a debate.",
)
CORRECTED = (FERRY[0], FERRY[1].replace("twice, and then once more", "three times, and no more"), *FERRY[3:])
BARLEY = (
    "Harvest numbers rose in the valley this autumn, the growers’ union of Brem told reporters at the market hall.",
    "“Never have the barns been so full,” said Una Berg, the head of the union, on the steps of that same hall.",
    "The price of barley fell by a tenth all the same, and some of the growers fear for the spring and its seed.",
)
URL = "https://wire.example/ferry"
WALL = "<p>Subscribe to continue reading this article.</p>"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as made:
        yield made


def page(
    paragraphs: Sequence[str] = FERRY,
    claims: str | None = None,
    site: str = "Coast Wire",
    title: str = "Ferry will sail",
    day: str = "2024-11-02",
    above: str = "",
    below: str = "",
) -> bytes:
    link = f"<link rel=canonical href='{claims}'>" if claims else ""
    body = "".join(f"<p>{one}</p>" for one in paragraphs) + below
    return (
        f"<!doctype html>{above}<html lang=en><head><title>{title}</title>{link}"
        f"<meta property='og:site_name' content='{site}'><meta property='article:published_time' content='{day}'>"
        f"</head><body><article>{body}</article></body></html>"
    ).encode()


def archive(*captures: tuple[str, bytes]) -> bytes:
    """A web archive of what stood at the address at these times."""
    return b"".join(map(captured, captures))


def captured(capture: tuple[str, bytes]) -> bytes:
    taken, html = capture
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: {taken}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def letter() -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Coast Wire <news@wire.example>", "Ferry will sail"
    made["Date"] = "Sat, 02 Nov 2024 08:00:00 +0000"
    made.set_content("\n\n".join(FERRY))
    return made.as_bytes()


def feed() -> bytes:
    body = "".join(f"<p>{one}</p>" for one in FERRY)
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Coast Wire</title>"
        f"<item><title>Ferry will sail</title><link>{URL}?utm_source=rss</link>"
        "<pubDate>Sat, 02 Nov 2024 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
    ).encode()


def table(url: str = "", paragraphs: Sequence[str] = FERRY) -> bytes:
    text = "\n".join(paragraphs)
    return f'title,outlet,date,url,text\nFerry will sail,Coast Wire,2024-11-02,{url},"{text}"\n'.encode()


FORMS: dict[str, Callable[[], bytes]] = {
    "saved.html": lambda: page(claims=URL),
    "headed.html": lambda: page(claims=f"{URL}?utm_source=x", title="Ferry will sail | Coast Wire"),
    "browser.html": lambda: page(above=f"<!-- saved from url=(0026){URL} -->\n"),
    "single.html": lambda: page(above=f"<!--\n Page saved with SingleFile \n url: {URL}?fbclid=1 \n saved date: x -->"),
    "captured.warc": lambda: archive(("2024-11-05T00:00:00Z", page(claims=URL))),
    "feed.xml": feed,
    "letter.eml": letter,
    "addressed.csv": lambda: table(URL),
    "plain.csv": table,
    "headline.txt": lambda: "\n\n".join(["Ferry will sail", *FERRY]).encode(),
    "bare.txt": lambda: "\n\n".join(FERRY).encode(),
}


def written(folder: Path, name: str, data: bytes) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return str(folder / name)


def added(library: Library, folder: Path, name: str, data: bytes) -> AddSummary:
    return library.add([written(folder, name, data)])


@pytest.mark.parametrize("first", FORMS)
def test_one_article_in_every_form_is_one_article_of_one_version(tmp_path: Path, first: str) -> None:
    names = [first, *(name for name in FORMS if name != first)]
    files = [written(tmp_path / "in", name, FORMS[name]()) for name in names]
    with Library.open(tmp_path / "library") as library:
        for file in files:
            library.add([file])
        (row,) = library.articles()
        assert len(library.versions(row.id)) == 1
        assert (row.outlet, row.published) == ("Coast Wire", "2024-11-02T08:00:00+00:00")
        assert row.title is not None
        assert (row.url or "").startswith(URL)
        again = library.add(files)
        assert (again.added, again.changed, library.changed_articles()) == ((), (), {})
        assert [one for one in again.skipped if not one.added] == []


@pytest.mark.parametrize("order", list(itertools.permutations(("bare", "wire", "post"))), ids=" ".join)
def test_agency_copy_stays_apart_whatever_comes_first(tmp_path: Path, order: Sequence[str]) -> None:
    outlets = {"bare": None, "wire": "Coast Wire", "post": "Harbour Post"}
    with Library.open(tmp_path / "library") as library:
        for name in order:
            library.add([written(tmp_path / name, "a.txt", FORMS["bare.txt"]())], outlet=outlets[name])
        assert sorted(str(row.outlet) for row in library.articles()) == ["Coast Wire", "Harbour Post"]


def test_what_a_second_input_tells_is_told(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "bare.txt", FORMS["bare.txt"]())
    found = added(library, tmp_path, "addressed.csv", FORMS["addressed.csv"]())
    (remark,) = found.skipped
    assert "is there already, and tells its outlet, title, date, address" in remark.reason
    assert (len(found.changed), found.unchanged) == (1, ())


@pytest.mark.parametrize(
    ("a", "b", "articles"),
    [
        ("2024-11-02", "2024-11-02T08:00:00+00:00", 1),
        ("2024-11-02T23:30:00-05:00", "2024-11-03T04:30:00+00:00", 1),
        ("2024-11", "2024-11-02", 1),
        ("2024-11", "2024-12-02", 2),
        ("2024-11-02", "2024-11-03", 2),
    ],
)
def test_the_same_words_of_one_day(library: Library, tmp_path: Path, a: str, b: str, articles: int) -> None:
    for name, day in (("a", a), ("b", b)):
        library.add([written(tmp_path / name, "a.txt", FORMS["bare.txt"]())], published=day)
    assert len(library.articles()) == articles


def test_every_page_of_a_site_claims_one_address(library: Library, tmp_path: Path) -> None:
    files = [
        written(tmp_path, "a.html", page(FERRY, "https://wire.example/news")),
        written(tmp_path, "b.html", page(BARLEY, "https://wire.example/news", title="Full barns")),
    ]
    found = library.add(files)
    (remark,) = found.skipped
    assert "gives https://wire.example/news as its address" in remark.reason
    assert [row.url for row in library.articles()] == ["https://wire.example/news", None]
    again = library.add(files)
    assert (again.added, again.changed, len(again.unchanged)) == ((), (), 2)


def test_rows_of_a_table_with_one_address_are_their_own(library: Library, tmp_path: Path) -> None:
    both = table(URL) + table(URL, BARLEY).split(b"\n", 1)[1]
    assert len(added(library, tmp_path, "a.csv", both).added) == 2
    again = added(library, tmp_path, "a.csv", both)
    assert (again.added, again.changed, len(again.unchanged)) == ((), (), 2)


@pytest.mark.parametrize("first", ["read", "lie"])
def test_a_page_that_claims_anothers_address_takes_nothing_of_it(tmp_path: Path, first: str) -> None:
    files = {
        "read": written(tmp_path, "a.warc", archive(("2024-11-05T00:00:00Z", page()))),
        "lie": written(tmp_path, "b.html", page(BARLEY, URL, title="Full barns")),
    }
    with Library.open(tmp_path / "library") as library:
        for name in sorted(files, key=lambda name: name != first):
            library.add([files[name]])
        rows = {row.title: row for row in library.articles()}
        assert rows["Ferry will sail"].url == URL
        assert [len(library.versions(row.id)) for row in rows.values()] == [1, 1]
        later = added(library, tmp_path, "c.warc", archive(("2024-11-06T00:00:00Z", page(CORRECTED))))
        assert later.changed == (rows["Ferry will sail"].id,)
        for file in files.values():
            again = library.add([file])
            assert (again.added, again.changed) == ((), ())


def test_agency_copy_with_the_agencys_address_is_its_outlets(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.html", page(claims=URL))
    added(library, tmp_path, "b.html", page(claims=URL, site="Harbour Post"))
    assert [(row.outlet, row.url) for row in library.articles()] == [("Coast Wire", URL), ("Harbour Post", None)]


@pytest.mark.parametrize(
    ("claims", "url"),
    [
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("https://", None),
        ("https://wire.example/", None),
    ],
)
def test_what_is_no_address_of_an_article_is_not_believed(
    library: Library, tmp_path: Path, claims: str, url: str | None
) -> None:
    added(library, tmp_path, "a.html", page(claims=claims))
    assert [row.url for row in library.articles()] == [url]


def test_where_a_browser_saved_a_page_goes_before_what_it_says(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.html", page(claims=URL, above="<!-- saved from url=(0021)https://evil.example/x -->"))
    assert [row.url for row in library.articles()] == ["https://evil.example/x"]


def test_what_was_saved_after_it_was_read_is_told_where_only_the_file_says_so(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.warc", archive(("2024-11-05T00:00:00Z", page())))
    found = added(library, tmp_path, "b.html", page(CORRECTED, URL))
    assert len(found.changed) == 1
    assert "is taken for what became of" in found.skipped[0].reason
    (article,) = found.changed
    assert len(library.versions(article)) == 2
    assert added(library, tmp_path, "a.warc", archive(("2024-11-05T00:00:00Z", page()))).changed == ()
    assert len(library.versions(article)) == 2


def test_a_form_that_is_filled_in_anew_each_day_is_no_version(library: Library, tmp_path: Path) -> None:
    for day, degrees in (("2024-11-02", "four"), ("2024-11-03", "nine")):
        text = [
            f"It will be {degrees} degrees on the {place} coast, with wind from the {degrees}."
            for place in ("west", "east")
        ]
        text += [f"The office in Oss gave {degrees} warnings to boats, {degrees} to cars and none to those who walk."]
        added(library, tmp_path, f"{day}.html", page(text, "https://wire.example/weather", day=day))
    assert len(library.articles()) == 2


TIMES = ("2024-11-01T00:00:00Z", "2024-11-02T00:00:00Z", "2024-11-03T00:00:00Z", "2024-11-04T00:00:00Z")
STOOD = (FERRY, FERRY, CORRECTED, FERRY)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=lambda order: "".join(map(str, order)))
def test_captures_are_versions_in_the_order_of_their_times(
    library: Library, tmp_path: Path, order: Sequence[int]
) -> None:
    for place in order:
        added(library, tmp_path, f"{place}.warc", archive((TIMES[place], page(STOOD[place]))))
    for _ in range(2):
        (row,) = library.articles()
        found = library.versions(row.id)
        assert [one.taken[:10] for one in found] == ["2024-11-01", "2024-11-03", "2024-11-04"]
        assert ["Tor Hale" in one.text for one in found] == [True, False, True]
        assert library.changed_articles() == {row.id: library.version_count(row.id)} == {row.id: 3}
        assert "Tor Hale" in library.article(row.id).text
        every = [(TIMES[place], page(STOOD[place])) for place in order]
        assert added(library, tmp_path, "all.warc", archive(*every)).changed == ()


def test_a_time_that_is_to_come_is_none(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.warc", archive(("9998-01-01T00:00:00Z", page())))
    (row,) = library.articles()
    assert added(library, tmp_path, "b.warc", archive(("2024-11-05T00:00:00Z", page(CORRECTED))))
    assert library.versions(row.id)[-1].taken < "2100"


@pytest.mark.parametrize("first", ["whole", "beginning"])
def test_a_beginning_takes_no_whole_texts_place(tmp_path: Path, first: str) -> None:
    files = {
        "whole": written(tmp_path, "a.warc", archive(("2024-11-01T00:00:00Z", page()))),
        "beginning": written(tmp_path, "b.html", page(FERRY[:2], URL, below=WALL)),
    }
    with Library.open(tmp_path / "library") as library:
        for name in sorted(files, key=lambda name: name != first):
            library.add([files[name]])
        for _ in range(2):
            (row,) = library.articles()
            assert "Tor Hale" in library.article(row.id).text
            found = library.add([files["beginning"]])
            assert any("is a beginning of" in one.reason for one in found.skipped)


def test_what_an_outlet_cut_off_is_gone(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.warc", archive((TIMES[0], page(FERRY[:3]))))
    added(library, tmp_path, "b.warc", archive((TIMES[1], page(FERRY[:2]))))
    (row,) = library.articles()
    found = library.revision(row.id, 1, 2)
    assert found is not None
    assert [one.text for one in found.gone] == ["Nobody had told us about the fog,"]


def test_white_space_is_no_version(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path, "a.txt", "\n\n".join(FERRY).encode())
    found = added(library, tmp_path, "a.txt", "\n \n".join(FERRY).encode())
    (article,) = found.changed
    assert len(library.versions(article)) == 1
    assert library.article(article).text == "\n \n".join(FERRY)


def test_a_title_written_by_hand_is_no_version(library: Library, tmp_path: Path) -> None:
    for time in TIMES[:2]:
        added(library, tmp_path, f"{time[:10]}.warc", archive((time, page())))
    (row,) = library.articles()
    library.edit([row.id], {"title": "By hand"})
    added(library, tmp_path, "c.warc", archive((TIMES[2], page())))
    assert [one.title for one in library.versions(row.id)] == ["Ferry will sail"]
    assert library.articles()[0].title == "By hand"


def test_an_id_that_two_files_give_to_two_articles_is_refused(library: Library, tmp_path: Path) -> None:
    rows = [{"id": "one", "text": "\n\n".join(FERRY), "outlet": outlet} for outlet in ("Coast Wire", "Harbour Post")]
    for name, row in zip("ab", rows, strict=True):
        found = added(library, tmp_path, f"{name}.jsonl", json.dumps(row).encode())
    assert found.skipped[0].reason.startswith('has the id "one", which another article has')
    assert [row.outlet for row in library.articles()] == ["Coast Wire"]


def test_a_correction_at_the_second_address_of_an_article_is_its_version(library: Library, tmp_path: Path) -> None:
    first = added(library, tmp_path, "a.html", page(claims=URL))
    second = "https://wire.example/sea/late-ferry"
    again = added(library, tmp_path, "b.html", page(claims=second))
    assert (again.added, again.unchanged) == ((), first.added)
    assert added(library, tmp_path, "c.html", page(CORRECTED, second)).changed == first.added
    assert [row.url for row in library.articles()] == [second]
