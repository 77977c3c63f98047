"""The sample shows what seeds/README.md says it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.library import Library
from index.model import LINK_RELATIONS, ArticleRow, Link, Quotation, Relation, UtteranceRow, Variant
from index.query import QueryProblem
from index.telling import reportable

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = {p.stem: p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt"))} | {
    row["id"]: row["text"]
    for row in map(json.loads, (SEEDS / "syndicate.jsonl").read_text(encoding="utf-8").splitlines())
}
STRAIT = sorted(name for name in TEXTS if name.endswith("-strait"))
BELL = sorted(name for name in TEXTS if name.endswith("-bell"))
MIRRORED: dict[Relation, Relation] = {"truncated": "extended", "extended": "truncated"}


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample in a library; articles by the name that seeds/README.md gives them."""

    rows: dict[str, ArticleRow]
    quotations: dict[str, list[Quotation]]
    links: list[Link]
    utterances: list[UtteranceRow]
    variants: dict[str, list[Variant]]
    missing: dict[str, set[str]]

    def find(self, article: str, words: str) -> Quotation:
        """The one quotation in marks of `article` that has `words`."""
        found = [q for q in self.quotations[article] if words in q.text and q.kind != "indirect"]
        assert len(found) == 1, f"{article}: {words!r} is in {[q.text for q in found]}"
        return found[0]

    def parts(self, quotation: Quotation) -> set[str]:
        """The ids of a quotation and of all that were split off it: a link stands on the rows whose words align."""
        whole = quotation.continues or quotation.id
        return {q.id for rows in self.quotations.values() for q in rows if whole in (q.id, q.continues)}

    def relation(self, a: Quotation, b: Quotation) -> Relation:
        """How `b` differs from `a`, each with all its split parts; `none` where they are not linked."""
        first, second = self.parts(a), self.parts(b)
        told = {link.relation for link in self.links if link.a in first and link.b in second}
        told |= {MIRRORED.get(x.relation, x.relation) for x in self.links if x.b in first and x.a in second}
        assert len(told) <= 1
        return next(iter(told), "none")

    def variant(self, quotation: Quotation, article: str) -> Variant:
        """Its one other printing in `article`, echoes too."""
        (found,) = [v for v in self.variants[quotation.id] if v.article.id == self.rows[article].id]
        return found

    def row(self, quotation: Quotation) -> UtteranceRow:
        """The utterance of the strait that it is a printing of."""
        (found,) = [row for row in self.utterances if quotation.id in {p.quote.id for p in row.printings}]
        return found

    def linked(self, quotation: Quotation) -> set[str]:
        """The names of the articles that `quotation`, or a part of it, is linked to."""
        parts = self.parts(quotation)
        ends = {link.b if link.a in parts else link.a for link in self.links if parts & {link.a, link.b}}
        return {name for name, row in self.rows.items() if any(end.startswith(f"{row.id}#") for end in ends)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        summary = library.add([str(SEEDS)])
        assert not summary.skipped
        rows = {row.id if row.id in TEXTS else Path(row.path or "").stem: row for row in library.articles()}
        quotations = {name: library.quotations(article=row.id) for name, row in rows.items()}
        found = library.links()
        assert not isinstance(found, QueryProblem)
        links = [link for link in found if link.relation in LINK_RELATIONS]
        utterances = library.utterances(event=rows["norrey-cabinet-strait"].id)
        assert not isinstance(utterances, QueryProblem)
        marked = [q.id for some in quotations.values() for q in some if q.kind in ("direct", "fragment")]
        variants = {one: library.variants(one) for one in marked}
        missing = {one: {row.outlet or "" for row in library.not_reported_by(one)} for one in marked}
    return Sample(rows, quotations, links, utterances, variants, missing)


# What the files themselves promise.


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_article_is_short_and_says_that_it_is_invented(name: str) -> None:
    assert 120 <= len(TEXTS[name].split()) <= 320
    assert re.fullmatch(r"This article is invented; it is part of quoth['’]s sample\.", TEXTS[name].splitlines()[-1])


def test_addresses_lead_nowhere() -> None:
    everything = "".join(p.read_text(encoding="utf-8") for p in SEEDS.iterdir())
    hosts = re.findall(r"https?://([^/\s\"]+)", everything)
    assert len(hosts) == len(TEXTS)
    assert all(host.endswith(".example") for host in hosts)


@pytest.mark.parametrize(
    ("name", "marks", "others"),
    [
        ("harbour-times-strait", "“”’", "\"'‘«»"),
        ("harbour-times-bell", "“”’", "\"'‘«»"),
        ("radio-brack-bell", "“”’", "\"'‘«»"),
        ("coast-wire-strait", "\"'", "“”‘’«»"),
        ("northern-mail-strait", "\"'", "“”‘’«»"),
        ("evening-lamp-strait", "“”’", "\"'‘«»"),
        ("harbour-times-mole", "“”’", "\"'‘«»"),
        ("coast-wire-bell", "\"'", "“”‘’«»"),
        ("daily-gull-strait", "'", '"“”‘’«»'),
        ("daily-gull-bell", "'", '"“”‘’«»'),
        ("skarland-broadcasting-strait", "«»'", '"“”‘’'),
    ],
)
def test_marks_are_of_one_sort(name: str, marks: str, others: str) -> None:
    assert set(marks) <= set(TEXTS[name])
    assert not set(others) & set(TEXTS[name])


@pytest.mark.parametrize("name", ["daily-gull-strait", "daily-gull-bell", "radio-brack-bell"])
def test_an_advertisement_stands_between_paragraphs(name: str) -> None:
    assert "\n\nAdvertisement\n\n" in TEXTS[name]


# What the library finds in them.


def test_fourteen_articles_of_nine_outlets(sample: Sample) -> None:
    assert set(sample.rows) == set(TEXTS)
    assert len(sample.rows) == 14
    assert {row.outlet for row in sample.rows.values()} == {
        "The Harbour Times",
        "Coast Wire",
        "The Daily Gull",
        "The Quay Ledger",
        "Radio Brack",
        "Skarland Broadcasting",
        "Norrey Cabinet Office",
        "Northern Mail",
        "The Evening Lamp",
    }
    assert all(row.title and row.published and row.url for row in sample.rows.values())
    assert min(row.published or "" for name, row in sample.rows.items() if name != "harbour-times-mole") >= "2026-10-29"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("harbour-times-strait", "Lind offers to reopen the strait, but not to pay for it"),
        ("daily-gull-strait", "Lind's frosty blast in ferry feud: 'Count the boats'"),
        ("quay-ledger-bell", "When is a bell stolen? Insurer would like to know"),
    ],
)
def test_title(sample: Sample, name: str, title: str) -> None:
    assert sample.rows[name].title == title


@pytest.mark.parametrize(
    ("name", "words", "speaker"),
    [
        # a name before or after the words
        ("harbour-times-strait", "We are ready to reopen the strait", "Ada Lind"),
        ("harbour-times-strait", "map is honest", "Ada Lind"),
        ("coast-wire-strait", "We are prepared to open", "Ada Lind"),
        ("coast-wire-strait", "Buoys do not move", "Ada Lind"),
        ("coast-wire-strait", "help put it back", "Ivo Brandt"),
        ("coast-wire-strait", "better coffee", "Tor Hale"),
        ("skarland-broadcasting-strait", "We never moved the buoy", "Ivo Brandt"),
        ("skarland-broadcasting-strait", "no toll will we pay", "Ada Lind"),
        ("skarland-broadcasting-strait", "an honest map", "Ada Lind"),
        ("daily-gull-strait", "A buoy does not move itself", "Ada Lind"),
        ("daily-gull-strait", "the diplomats' lunch", "Lasse Brink"),
        ("quay-ledger-strait", "We have two ships", "Maren Voss"),
        ("quay-ledger-strait", "read it aloud on Monday", "Tor Hale"),
        ("radio-brack-bell", "Four hundred kilos", "Edda Quill"),
        ("coast-wire-bell", "Everybody in Brack", "Josef Pym"),
        ("coast-wire-bell", "Four hundred kilos", "Edda Quill"),
        ("coast-wire-bell", "at dinner time", "Otto Fenn"),
        ("harbour-times-bell", "I will not negotiate", "Otto Fenn"),
        ("harbour-times-bell", "the whole of Brack", "Josef Pym"),
        ("daily-gull-bell", "Six hundred kilos", "Edda Quill"),
        ("daily-gull-bell", "I will not negotiate", "Otto Fenn"),
        ("daily-gull-bell", "what the fuss is about", "Bertil Strand"),
        ("northern-mail-strait", "We did move the buoy", "Ivo Brandt"),
        ("evening-lamp-strait", "No ferry will sail", "Ada Lind"),
        ("evening-lamp-strait", "in rooms with less goodwill", "Ivo Brandt"),
        ("harbour-times-mole", "A buoy does not move itself", "Ada Lind"),
        ("harbour-times-mole", "It gave a good light", "Nils Aker"),
        # a transcript's turns
        ("norrey-cabinet-strait", "We are ready to reopen the strait", "Ada Lind"),
        ("norrey-cabinet-strait", "There was one biscuit", "Ada Lind"),
        ("quay-ledger-bell", "A stolen bell is silent", "Helga Stroud"),
        # a pronoun
        ("harbour-times-strait", "A buoy does not move itself", "Ada Lind"),
        ("harbour-times-strait", "in rooms with less goodwill", "Tor Hale"),
        ("harbour-times-strait", "asked for nothing but a timetable", "Tor Hale"),
        ("coast-wire-strait", "The first ferry will sail", "Ada Lind"),
        ("coast-wire-strait", "read it aloud on Monday", "Tor Hale"),
        ("skarland-broadcasting-strait", "No buoy moves by itself", "Ada Lind"),
        ("daily-gull-strait", "We will not pay a toll", "Ada Lind"),
        ("daily-gull-strait", "in rooms with less goodwill", "Tor Hale"),
        ("quay-ledger-strait", "less goodwill and better coffee", "Tor Hale"),
        ("radio-brack-bell", "every evening at six", "Josef Pym"),
        ("harbour-times-bell", "People write to tell me", "Edda Quill"),
        ("quay-ledger-bell", "how they got it to ring", "Edda Quill"),
        # a headline
        ("daily-gull-strait", "Count the boats", "Ada Lind"),
        # a few words in marks inside the reporter's sentence
        ("harbour-times-strait", "a step in the right direction", "Tor Hale"),
        ("radio-brack-bell", "a step in the right direction", "Josef Pym"),
        # no name beside them: the first part's speaker goes on
        ("harbour-times-strait", "if the buoy is back", "Ada Lind"),
        ("harbour-times-strait", "The timetable is the one thing", "Tor Hale"),
        ("daily-gull-strait", "They don't pay themselves", "Lasse Brink"),
        ("quay-ledger-strait", "Give me a date", "Maren Voss"),
        ("radio-brack-bell", "I should like it back", "Edda Quill"),
        ("harbour-times-bell", "Now I stand at the window", "Edda Quill"),
        ("daily-gull-bell", "like it says in the trustees' letter", "Bertil Strand"),
    ],
)
def test_speaker(sample: Sample, name: str, words: str, speaker: str) -> None:
    assert sample.find(name, words).speaker == speaker


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("harbour-times-strait", "We are ready to reopen the strait", "direct"),
        ("harbour-times-strait", "a step in the right direction", "fragment"),
        ("harbour-times-strait", "Drunkards’ Bus", "term"),
        ("quay-ledger-strait", "less goodwill and better coffee", "fragment"),
        ("quay-ledger-strait", "courtesy charge", "term"),
        ("quay-ledger-bell", "audible goods", "term"),
        ("quay-ledger-bell", "A stolen bell is silent", "direct"),
        ("daily-gull-strait", "Count the boats", "fragment"),
        ("daily-gull-bell", "what the fuss is about", "direct"),
    ],
)
def test_kind(sample: Sample, name: str, words: str, kind: str) -> None:
    assert sample.find(name, words).kind == kind


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("daily-gull-strait", "A neighbour who moves it at night shouldn't be surprised when we count the boats."),
        ("daily-gull-strait", "We've heard all about the ministers' feelings and the diplomats' lunch,"),
        (
            "daily-gull-strait",
            "What about the deckhands' wages? They don't pay themselves, and the landlord won't take herring.",
        ),
        ("daily-gull-bell", "I don't see what the fuss is about,"),
        (
            "daily-gull-bell",
            "I sat at the visitors' entrance, like it says in the trustees' letter. "
            "They didn't come in by the visitors' entrance. They went out by it.",
        ),
        ("daily-gull-bell", "It's lovely,"),
    ],
)
def test_apostrophes_inside_single_marks(sample: Sample, name: str, text: str) -> None:
    assert text in [q.text for q in sample.quotations[name]]


@pytest.mark.parametrize(
    ("name", "first", "later"),
    [
        # split by its speaker
        ("harbour-times-strait", "The first ferry can sail", "if the buoy is back"),
        ("harbour-times-strait", "in rooms with less goodwill", "and better coffee"),
        ("harbour-times-strait", "A buoy does not move itself", "count the boats"),
        ("daily-gull-strait", "the diplomats' lunch", "the deckhands' wages"),
        ("harbour-times-strait", "map is honest", "It shows two coasts"),
        ("harbour-times-strait", "asked for nothing but a timetable", "The timetable is the one thing"),
        ("coast-wire-strait", "Buoys do not move", "A neighbor who moves one"),
        ("skarland-broadcasting-strait", "No buoy moves by itself", "The neighbour who moves it"),
        ("skarland-broadcasting-strait", "an honest map", "Two coasts"),
        ("daily-gull-strait", "A buoy does not move itself", "A neighbour who moves it"),
        ("radio-brack-bell", "It hung silent", "borrowed the sound"),
        ("radio-brack-bell", "every evening at six", "Everybody in Brack"),
        ("harbour-times-bell", "I will not negotiate", "If they stop"),
        ("harbour-times-bell", "the whole of Brack", "A direction is what"),
        # two paragraphs, the opening mark repeated
        ("quay-ledger-strait", "We have two ships", "Give me a date"),
        ("harbour-times-bell", "People write to tell me", "Now I stand at the window"),
        # both, and an advertisement between the paragraphs
        ("radio-brack-bell", "Four hundred kilos", "Nobody noticed until"),
        ("radio-brack-bell", "Four hundred kilos", "I should like it back"),
    ],
)
def test_parts_of_one_quotation(sample: Sample, name: str, first: str, later: str) -> None:
    head = sample.find(name, first)
    assert head.continues is None
    assert sample.find(name, later).continues == head.id


@pytest.mark.parametrize(
    ("name", "first", "later"),
    [
        ("harbour-times-strait", "and better coffee", "asked for nothing but a timetable"),
        ("coast-wire-strait", "in rooms with less goodwill", "The timetable is the one thing"),
        ("daily-gull-strait", "We will not pay a toll", "A buoy does not move itself"),
        ("radio-brack-bell", "I should like it back", "It hung silent"),
    ],
)
def test_two_quotations_stay_two(sample: Sample, name: str, first: str, later: str) -> None:
    assert sample.find(name, later).continues is None
    assert sample.find(name, first).id != sample.find(name, later).id


TOLL = (
    ("harbour-times-strait", "We are ready to reopen the strait"),
    ("coast-wire-strait", "We are prepared to open the strait"),
    ("skarland-broadcasting-strait", "We stand ready to open the strait"),
)
BUOY = (
    ("harbour-times-strait", "A buoy does not move itself"),
    ("coast-wire-strait", "Buoys do not move by themselves"),
    ("skarland-broadcasting-strait", "No buoy moves by itself"),
)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (("harbour-times-strait", "with less goodwill"), ("coast-wire-strait", "with less goodwill"), "identical"),
        (("radio-brack-bell", "It hung silent"), ("coast-wire-bell", "It hung silent"), "identical"),
        (TOLL[0], ("daily-gull-strait", "We will not pay a toll"), "truncated"),
        (("coast-wire-strait", "with less goodwill"), ("daily-gull-strait", "with less goodwill"), "truncated"),
        (("coast-wire-strait", "with less goodwill"), ("quay-ledger-strait", "less goodwill"), "truncated"),
        (("radio-brack-bell", "every evening at six"), ("coast-wire-bell", "every evening at six"), "truncated"),
        (("radio-brack-bell", "how they got it to ring"), ("quay-ledger-bell", "how they got it to ring"), "truncated"),
        (("coast-wire-strait", "both sides have"), ("quay-ledger-strait", "both sides have"), "extended"),
        (("harbour-times-strait", "both sides have"), ("quay-ledger-strait", "both sides have"), "extended"),
        (("coast-wire-bell", "I will not negotiate"), ("harbour-times-bell", "I will not negotiate"), "extended"),
        (("harbour-times-strait", "both sides have"), ("coast-wire-strait", "both sides have"), "overlapping"),
        (TOLL[0], TOLL[1], "reworded"),
        (TOLL[0], TOLL[2], "reworded"),
        (TOLL[1], TOLL[2], "reworded"),
        (BUOY[0], BUOY[1], "reworded"),
        (BUOY[0], BUOY[2], "reworded"),
        (BUOY[1], BUOY[2], "reworded"),
        (("harbour-times-strait", "map is honest"), ("skarland-broadcasting-strait", "an honest map"), "reworded"),
        (("coast-wire-strait", "help put it back"), ("skarland-broadcasting-strait", "putting it back"), "reworded"),
        (("radio-brack-bell", "every evening at six"), ("harbour-times-bell", "at six every evening"), "reworded"),
        # a word that changes the meaning does not keep the two apart
        (("harbour-times-strait", "can sail"), ("coast-wire-strait", "will sail"), "reworded"),
        (("coast-wire-bell", "Four hundred kilos"), ("daily-gull-bell", "Six hundred kilos"), "reworded"),
    ],
)
def test_relation(sample: Sample, a: tuple[str, str], b: tuple[str, str], relation: Relation) -> None:
    assert sample.relation(sample.find(*a), sample.find(*b)) == relation
    assert sample.relation(sample.find(*b), sample.find(*a)) == MIRRORED.get(relation, relation)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("harbour-times-strait", "a step in the right direction"),
        ("radio-brack-bell", "a step in the right direction"),
        ("quay-ledger-strait", "We have two ships"),
        ("daily-gull-strait", "the diplomats' lunch"),
        ("harbour-times-bell", "People write to tell me"),
        ("daily-gull-bell", "what the fuss is about"),
        ("quay-ledger-bell", "A stolen bell is silent"),
    ],
)
def test_printed_by_nobody_else(sample: Sample, name: str, words: str) -> None:
    assert sample.linked(sample.find(name, words)) == set()


def test_toll_is_left_out_by_one_outlet(sample: Sample) -> None:
    printed = sample.linked(sample.find(*TOLL[0])) | {TOLL[0][0]}
    assert printed == set(STRAIT) - {"quay-ledger-strait"}
    assert "toll" not in " ".join(q.text for q in sample.quotations["quay-ledger-strait"] if q.speaker == "Ada Lind")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("quay-ledger-strait", "the first ferry could sail on 9 November"),
        ("quay-ledger-bell", "he would not negotiate with anybody who rang bells"),
    ],
)
def test_told_indirectly(sample: Sample, name: str, words: str) -> None:
    assert words in TEXTS[name]
    assert not [q for q in sample.quotations[name] if words in q.text and q.kind != "indirect"]


def test_no_link_from_one_event_to_the_other(sample: Sample) -> None:
    assert (len(STRAIT), len(BELL)) == (8, 5)
    strait, bell = ({sample.rows[name].id for name in names} for names in (STRAIT, BELL))
    ends = [{link.a.split("#")[0], link.b.split("#")[0]} for link in sample.links]
    assert not [pair for pair in ends if pair & strait and pair & bell]


@pytest.mark.parametrize(
    ("article", "words", "told"),
    [
        ("quay-ledger-strait", "on 9 November", {"coast-wire-strait", "harbour-times-strait", "norrey-cabinet-strait"}),
        ("quay-ledger-bell", "rang bells", {"coast-wire-bell", "harbour-times-bell", "daily-gull-bell"}),
    ],
)
def test_what_is_told_in_the_writers_own_words(sample: Sample, article: str, words: str, told: set[str]) -> None:
    (report,) = (q for q in sample.quotations[article] if q.kind == "indirect" and words in q.text)
    assert sample.linked(report) == told  # not the mail's "nineteenth of November"
    assert {link.relation for link in sample.links if report.id in (link.a, link.b)} == {"paraphrased"}


SPLICED = ("evening-lamp-strait", "No ferry will sail")


def test_joined_from_two_places_of_the_transcript(sample: Sample) -> None:
    quotation = sample.find(*SPLICED)
    said = sample.variants[quotation.id][0]
    assert [sentence.text[:28] for sentence in said.said] == [
        "We are ready to reopen the s",
        "If the buoy is not back, no ",
    ]
    assert (said.link.relation, said.article.outlet) == ("spliced", "Norrey Cabinet Office")
    row = sample.row(quotation)
    told = {p.article.outlet: p.relation for p in row.printings}
    assert row.transcript
    assert told["The Evening Lamp"] == "spliced"
    assert told["The Harbour Times"] == "identical"  # it left out nothing that another joined to it


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        # each beside a printing of the same words that changes nothing
        (("coast-wire-strait", "help put it back"), "northern-mail-strait", ["negation"]),
        (("coast-wire-strait", "help put it back"), "skarland-broadcasting-strait", []),
        (("coast-wire-strait", "will sail"), "northern-mail-strait", ["number"]),
        (("harbour-times-strait", "can sail"), "coast-wire-strait", ["modal"]),
        (("harbour-times-strait", "can sail"), "norrey-cabinet-strait", []),
        (("harbour-times-strait", "It shows two coasts"), "evening-lamp-strait", ["number"]),
        (("harbour-times-strait", "It shows two coasts"), "skarland-broadcasting-strait", []),
        (("radio-brack-bell", "Four hundred kilos"), "daily-gull-bell", ["number"]),
        (("radio-brack-bell", "Four hundred kilos"), "coast-wire-bell", []),
    ],
)
def test_altered(sample: Sample, a: tuple[str, str], b: str, changes: list[str]) -> None:
    found = sample.variant(sample.find(*a), b)
    assert [change.what for change in found.alterations] == changes
    assert bool(found.link.altered) == bool(changes)


def test_nothing_else_is_altered(sample: Sample) -> None:
    pairs = {frozenset((x.a.split("#")[0], x.b.split("#")[0])) for x in sample.links if x.altered}
    names = {row.id: name for name, row in sample.rows.items()}
    assert {frozenset(names[one] for one in pair) for pair in pairs} == {
        frozenset(pair)
        for pair in (
            *(("northern-mail-strait", f"{other}-strait") for other in ("coast-wire", "skarland-broadcasting")),
            *((mail, f"{o}-strait") for mail in MAILS for o in ("harbour-times", "norrey-cabinet")),
            *(
                ("evening-lamp-strait", f"{o}-strait")
                for o in ("harbour-times", "norrey-cabinet", "skarland-broadcasting")
            ),
            *(("daily-gull-bell", f"{other}-bell") for other in ("radio-brack", "coast-wire")),
        )
    }


MAILS = ("northern-mail-strait", "coast-wire-strait")  # print "will" where "can" was said


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (("harbour-times-strait", "A buoy does not move itself"), "harbour-times-mole", "printed 11 months apart"),
        (
            ("harbour-times-strait", "in rooms with less goodwill"),
            "evening-lamp-strait",
            "by two speakers: Ivo Brandt and Tor Hale",
        ),
    ],
)
def test_echo(sample: Sample, a: tuple[str, str], b: str, reason: str) -> None:
    found = sample.variant(sample.find(*a), b)
    assert (found.link.relation, found.link.reason) == ("echo", reason)
    assert sample.rows[b].id not in {p.article.id for p in sample.row(sample.find(*a)).printings}


@pytest.mark.parametrize(
    ("name", "words", "missing"),
    [
        ("harbour-times-strait", "We are ready to reopen", {"The Quay Ledger"}),  # the toll
        ("norrey-cabinet-strait", "Good evening.", set()),
        ("norrey-cabinet-strait", "Thank you.", set()),
        ("norrey-cabinet-strait", "Will you resign", set()),
        (
            "norrey-cabinet-strait",
            "There was one biscuit",
            {"Coast Wire", "Northern Mail", "Skarland Broadcasting", "The Daily Gull", "The Evening Lamp"}
            | {"The Harbour Times", "The Quay Ledger"},
        ),
    ],
)
def test_left_out(sample: Sample, name: str, words: str, missing: set[str]) -> None:
    assert sample.missing[sample.find(name, words).id] == missing


def test_what_nobody_printed(sample: Sample) -> None:
    biscuit = sample.row(sample.find("norrey-cabinet-strait", "There was one biscuit"))
    assert (biscuit.outlets, biscuit.first, len(biscuit.printings)) == (0, None, 1)
    shown = [row.fullest.text for row in reportable(sample.utterances) if not row.outlets]
    assert "There was one biscuit." in shown
    assert not [text for text in shown if text.endswith("?") or text in ("Good evening.", "Thank you.")]


def test_northern_mail_is_no_independent_outlet(sample: Sample) -> None:
    row = sample.row(sample.find(*TOLL[0]))
    assert (row.outlets, row.independent) == (6, 5)
    copies = {p.article.outlet: p.copies for p in row.printings if p.copies}
    assert copies == {"Northern Mail": sample.rows["coast-wire-strait"].id}


def test_first_printing(sample: Sample) -> None:
    first = sample.row(sample.find(*TOLL[0])).first
    assert first is not None
    assert first.article.outlet == "Coast Wire"  # of the same day as the transcript, which prints nothing


def test_events(sample: Sample) -> None:
    events = {name: row.event for name, row in sample.rows.items()}
    assert len({events[name] for name in STRAIT}) == len({events[name] for name in BELL}) == 1
    assert events[STRAIT[0]] != events[BELL[0]]
    alone = events["harbour-times-mole"]
    assert [name for name, event in events.items() if event == alone] == ["harbour-times-mole"] or alone is None


def test_one_finding_of_each_printing(sample: Sample) -> None:
    for one, found in sample.variants.items():
        ends = [v.quote.continues or v.quote.id for v in found]
        assert len(ends) == len(set(ends)), one
        assert [bool(v.said) for v in found] == sorted((bool(v.said) for v in found), reverse=True)
