"""The Whoosh index against what a plain reading of the same articles finds."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indexed import TOKEN, article, asked, said
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in, open_dir

from index.fulltext import FullText
from index.fulltext.pool import BlockCodec, TermPool
from index.fulltext.postings import Union
from index.fulltext.schema import article_document, article_schema
from index.model import Article, Kind, Quotation
from index.query.passages import holds, word_test
from index.query.tree import All, Dates, Either, Node, Not, Phrase, Quoted, grouped, on_quotations
from index.query.words import words

HARBOUR = article(
    "harbour",
    "The strait of Oss stays closed. “We accept this as a basis,” Ada Lind said. “It is no basis,” said Tor Hale.",
    "Envoy expects answer",
    "Harbour Times",
    "2025-11-02T09:00",
    "Mia Berg",
)
COAST = article(
    "coast",
    "“A basis, not the end,” Lind said in Zürich. The envoy’s plane left.",
    "Lind: a basis",
    "Coast Wire",
    "2025-11",
)
NORTH = article(
    "north", "Nothing final, nothing agreed. The strait, the strait, the presidents said.", "", "", "2024-12-31"
)
SAID = {
    HARBOUR.id: [
        said(HARBOUR, "We accept this as a basis", "Ada Lind"),
        said(HARBOUR, "It is no basis", "Tor Hale", "fragment"),
    ],
    COAST.id: [said(COAST, "A basis, not the end", "Ada Lind")],
    NORTH.id: [said(NORTH, "Nothing final", None, "indirect")],
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> FullText:
    """Three articles in two segments, after a replacement and a removal."""
    found = FullText.open(tmp_path_factory.mktemp("library") / "fulltext", TOKEN)
    with found.writer() as writer:
        writer.add(article("harbour", "An older form of it, with a walrus.", day="2020"), [])
        writer.add(article("gone", "The strait and a basis and an envoy.", "Strait", "Harbour Times", "2025-11-03"), [])
        writer.add(COAST, SAID["coast"])
        writer.commit(1)
    with found.writer() as writer:
        writer.remove("gone")
        writer.remove("never there")
        writer.add(HARBOUR, [])
        writer.add(HARBOUR, SAID["harbour"])  # twice before a commit
        writer.add(NORTH, SAID["north"])
        writer.commit(2)
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strait", {"harbour", "north"}),
        ("straits", set()),
        ("walrus", set()),  # of the replaced form
        ("zurich", {"coast"}),
        ("envoy", {"harbour", "coast"}),  # in a title, in a text
        ("title:envoy", {"harbour"}),
        ("text:envoy", {"harbour", "coast"}),
        ('"answer the strait"', set()),  # title and text are not one phrase
        ('"expects answer"', {"harbour"}),
        ('"envoy\'s plane"', {"coast"}),
        ('"the strait the strait"', {"north"}),
        ('"strait strait"', set()),
        ('"nothing nothing"', set()),
        ("strait OR envoy", {"harbour", "coast", "north"}),
        ("strait envoy", {"harbour"}),
        ("NOT strait", {"coast"}),
        ("envoy NOT strait", {"coast"}),
        ("final OR NOT strait", {"north", "coast"}),
        ("(final OR envoy) (strait OR plane)", {"harbour", "coast", "north"}),
        ("speaker:lind", {"harbour", "coast"}),
        ('speaker:"ada lind"', {"harbour", "coast"}),
        ('speaker:"lind ada"', set()),
        ("speaker:lind quote:accept", {"harbour"}),
        ("speaker:hale quote:accept", set()),  # both there, but not in one quotation
        ("speaker:hale OR quote:end", {"harbour", "coast"}),
        ("strait speaker:hale", {"harbour"}),
        ("strait NOT speaker:hale", {"north"}),
        ("speaker:lind NOT quote:accept", {"coast"}),
        ("quote:basis NOT quote:accept", {"harbour", "coast"}),  # Hale's has not
        ("quote:strait", set()),
        ("speaker:(hale OR nobody)", {"harbour"}),
        ("outlet:harbour", {"harbour"}),
        ('outlet:"harbour times"', {"harbour"}),
        ("outlet:times envoy", {"harbour"}),
        ("author:berg", {"harbour"}),
        ("published:2025-11", {"harbour", "coast"}),
        ("published:2025-11-02", {"harbour"}),
        ("published:[2025 TO]", {"harbour", "coast"}),
        ("published:[TO 2024]", {"north"}),
        ("published:[2024-12 TO 2025-11-01]", {"north", "coast"}),
        ("basis published:2025", {"harbour", "coast"}),
        ("NOT published:2025", {"north"}),
        ("str*", {"harbour", "north"}),
        ("*ait", {"harbour", "north"}),
        ("st?ait", {"harbour", "north"}),
        ("st?it", set()),
        ("presidnets~", {"north"}),  # a swap is one edit
        ("presidnets~1", {"north"}),
        ("speaker:hal*", {"harbour"}),
        ("speaker:hael~", {"harbour"}),
    ],
)
def test_articles(index: FullText, query: str, expected: set[str]) -> None:
    found = index.articles(asked(query))
    assert {name for name, _ in found} == expected
    assert len(found) == len(expected)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> FullText:
    """Sixty articles in three segments, some gone, in which six words with one beginning stand ever more rarely."""
    found = FullText.open(tmp_path_factory.mktemp("library") / "fulltext", TOKEN)
    for segment in range(3):
        with found.writer() as writer:
            for number in range(segment * 20, segment * 20 + 20):
                some = [f"quay{'abcdef'[n]}" for n in range(6) if number % (n * n + 1) == 0]
                writer.add(article(f"q{number}", f"The {' '.join(some)} stood."), [])
            for number in range(segment, segment * 20, 7):
                writer.remove(f"q{number}")
            writer.commit(segment + 1)
    return found


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("limit", [1, 5, 20, 1_000, None])
@pytest.mark.parametrize("step", [None, 3])
def test_the_best_of_many_words_are_those_that_whoosh_finds(
    quay: FullText, limit: int | None, step: int | None, flat: bool
) -> None:
    query = Union("text", tuple((f"quay{letter}", 0.5 if letter == "d" else 1.0) for letter in "abcdefg"), flat=flat)
    with quay._reading() as held:
        only = None if step is None else set(range(0, 60, step))
        found = query.best(held.articles._leaves, limit, only)
        assert found == list(held.articles.searcher.search(query, limit=limit, filter=only).items())
        assert len(held.articles._leaves) > 1
        assert found


@pytest.mark.parametrize(
    ("query", "kinds", "expected"),
    [
        ("basis", None, {"We accept this as a basis", "It is no basis", "A basis, not the end"}),
        ("basis", ("direct",), {"We accept this as a basis", "A basis, not the end"}),
        ("basis", (), set()),
        ("strait", None, set()),  # an article's word
        ("text:strait basis", None, {"We accept this as a basis", "It is no basis"}),
        ("title:lind", None, {"A basis, not the end"}),
        ("speaker:lind basis", None, {"We accept this as a basis", "A basis, not the end"}),
        ("speaker:lind NOT accept", None, {"A basis, not the end"}),
        ('"as a basis"', None, {"We accept this as a basis"}),
        ("basis outlet:coast", None, {"A basis, not the end"}),
        ("published:2025-11-02", None, {"We accept this as a basis", "It is no basis"}),
        ("noth*", None, {"Nothing final"}),
        ("noth*", ("direct", "fragment"), set()),
    ],
)
def test_quotations(index: FullText, query: str, kinds: tuple[Kind, ...] | None, expected: set[str]) -> None:
    texts = {a.id: a.text for a in (HARBOUR, COAST, NORTH)}
    found = index.quotations(asked(query), kinds=kinds)
    assert {texts[name][start:end] for name, start, end, _ in found} == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("str", {"harbour", "north"}), ("st", set()), ("strait of o", {"harbour"}), ("envoy pla", {"coast"})],
)
def test_as_you_type(index: FullText, typed: str, expected: set[str]) -> None:
    assert {name for name, _ in index.articles(asked(typed, typing=True))} == expected


def test_a_word_of_the_title_counts_more(index: FullText) -> None:
    assert index.articles(asked("envoy"))[0][0] == "harbour"


def test_limits(index: FullText) -> None:
    assert len(index.articles(asked("strait OR envoy"), 2)) == 2
    assert index.articles(asked("strait"), 0) == []
    assert index.articles(asked("")) == []
    assert index.count() == (3, 4)


@pytest.mark.parametrize(
    ("word", "expected"), [("sratit", ["strait"]), ("preidents", ["presidents"]), ("xxxxxxx", []), ("a b", [])]
)
def test_suggestions(index: FullText, word: str, expected: list[str]) -> None:
    assert index.suggest(word, 1) == expected


# --- the same as a plain reading


def truly(node: Node, source: Article, quotations: list[Quotation]) -> bool:
    """Whether a query holds for an article, without any index."""
    match node:
        case All(parts):
            return all(truly(part, source, quotations) for part in parts)
        case Either(parts):
            return any(truly(part, source, quotations) for part in parts)
        case Not(part):
            return not truly(part, source, quotations)
        case Quoted(part):
            return any(holds(part, one) for one in quotations)
        case Dates(start, end):
            day = source.published or ""
            return bool(day) and (not start or day >= start) and (not end or day[: len(end)] <= end)
        case _:
            title = [words(source.title or "")]
            places = {"title": title, "outlet": [words(source.outlet or "")], "any": [*title, words(source.text)]}
            return any(in_words(node, place) for place in places[node.field])


def in_words(node: Node, place: list[str]) -> bool:
    if isinstance(node, Phrase):
        return any(tuple(place[i : i + len(node.words)]) == node.words for i in range(len(place)))
    assert not isinstance(node, All | Either | Not | Quoted | Dates)
    return any(map(word_test(node), place))


VOCABULARY = ["ab", "abc", "abd", "bad", "cab", "dab"]
a_word = st.sampled_from(VOCABULARY)
a_text = st.lists(a_word, min_size=1, max_size=12).map(" ".join)
field = st.sampled_from(["", "title:", "outlet:", "speaker:", "quote:"])
value = st.one_of(
    a_word,
    st.lists(a_word, min_size=2, max_size=3).map(lambda found: f'"{" ".join(found)}"'),
    st.sampled_from(["ab*", "?ab", "abx~", "c?b"]),
)
date = st.sampled_from(["published:2025", "published:[2025-02 TO]", "published:[TO 2025-01-15]"])
clause = st.one_of(st.tuples(field, value).map("".join), date)
a_query = st.recursive(
    clause,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda one: f"NOT ({one})"),
    ),
    max_leaves=5,
)


class Many:
    def __init__(self, index: FullText, held: dict[str, tuple[Article, list[Quotation]]]) -> None:
        self.index, self.held = index, held

    def __repr__(self) -> str:
        return "many"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    """Eighty articles of six words in four segments, a fifth of them replaced or removed."""
    held: dict[str, tuple[Article, list[Quotation]]] = {}
    found = FullText.open(tmp_path_factory.mktemp("many") / "fulltext", TOKEN)
    state = 12345
    for commit in range(4):
        with found.writer() as writer:
            for number in range(24):
                drawn = []
                for _ in range(30):
                    state = (state * 1103515245 + 12345) % 2**31
                    drawn.append(VOCABULARY[state // 65536 % len(VOCABULARY)])
                name = f"a{commit * 20 + number}"
                day = ["2025", "2025-01-15", "2025-02-01T10:00", "2024-12-31", ""][state // 65536 % 5]
                one = article(name, " ".join(drawn[:16]), " ".join(drawn[16:18]), drawn[18], day)
                quotations = [
                    Quotation(name, i, i + 9, " ".join(drawn[i : i + 3]), "direct", drawn[20 + i])
                    for i in range(0, 9, 3)
                ]
                writer.add(one, quotations)
                held[name] = (one, quotations)
            if commit:
                writer.remove(f"a{commit}")
                held.pop(f"a{commit}", None)
            writer.commit(commit + 1)
    yield Many(found, held)
    found.close()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=a_query)
def test_the_index_finds_what_a_plain_reading_finds(many: Many, text: str) -> None:
    index, held = many.index, many.held
    query = asked(text)
    assert query.root is not None
    expected = {name for name, (one, quotations) in held.items() if truly(grouped(query.root), one, quotations)}
    assert sorted(name for name, _ in index.articles(query)) == sorted(expected)
    best = index.articles(query, 5)
    assert len(best) == min(5, len(expected))
    assert {name for name, _ in best} <= expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=a_query.filter(lambda text: not any(name in text for name in ("title:", "outlet:", "published:"))))
def test_quotations_found_are_those_that_hold(many: Many, text: str) -> None:
    index, held = many.index, many.held
    query = asked(text)
    assert query.root is not None
    root = on_quotations(query.root)
    expected = {(q.article, q.start, q.end) for _, quotations in held.values() for q in quotations if holds(root, q)}
    assert {(name, start, end) for name, start, end, _ in index.quotations(query)} == expected


@pytest.mark.parametrize("removed", [(), range(640, 660)])
@pytest.mark.parametrize(
    "query",
    [
        "oss",
        "oss NOT hale",
        "oss lind",
        "oss OR lind",
        "os* NOT hale",
        "oss published:2025",
        "(oss NOT hale OR zz) lind",
    ],
)
def test_the_best_few_are_the_first_of_all(tmp_path: Path, removed: Sequence[int], query: str) -> None:
    index = FullText.open(tmp_path / "fulltext", TOKEN)
    with index.writer() as writer:
        for number in range(700):  # six blocks of postings; the best is the first of a block that comes after poor ones
            often = 9 if number == 640 else 6 if number > 640 else 3 if number < 20 else 1
            hale = "hale" if number % 5 == 0 else "and"
            text = "oss " * often + "and " * (40 - often) + hale + " lind" * (number % 7)
            writer.add(article(f"a{number}", text, day="2025-11-02"), [])
        writer.commit(1)
    with index.writer() as writer:
        for number in removed:
            writer.remove(f"a{number}")
        writer.commit(2)
    everything = index.articles(asked(query))
    few = index.articles(asked(query), 10)
    assert [score for _, score in few] == pytest.approx([score for _, score in everything[:10]])
    assert set(few) <= set(everything)
    assert len(everything) == len(dict(everything))
    assert not {f"a{number}" for number in removed} & set(dict(few + everything))


def test_postings_written_in_blocks_are_those_of_whoosh(tmp_path: Path) -> None:
    read = []
    for codec, pool in ((W3Codec(), None), (BlockCodec(), TermPool())):
        folder = tmp_path / type(codec).__name__
        folder.mkdir()
        writer = create_in(folder, article_schema()).writer(codec=codec)
        writer.pool = pool or writer.pool
        for number in range(300):  # more than two blocks
            text = " ".join(f"w{number % divisor}" for divisor in range(1, 2 + number % 7)) + " the the"
            writer.add_document(**article_document(article(f"a{number}", text, "w1 title", "Oss Herald", "2025-11-02")))
        writer.commit()
        reader = open_dir(folder).reader()
        found = []
        for (name, word), info in reader:
            postings = reader.postings(name, word)
            found.append((name, word, info.weight(), info.min_length(), info.max_length(), info.max_weight()))
            while postings.is_active():
                found.append((postings.id(), postings.weight(), postings.value(), postings.block_max_weight()))
                postings.next()
        read.append(found)
        reader.close()
    assert read[0] == read[1]


def test_a_pattern_of_too_many_words_is_cut_and_said(tmp_path: Path) -> None:
    index = FullText.open(tmp_path / "fulltext", TOKEN)
    with index.writer() as writer:
        writer.add(article("a", " ".join(f"oss{number}" for number in range(700))), [])
        writer.commit(1)
    assert "More than 500 words begin with" in index.cut(asked("oss", typing=True))[0]
    assert "more than 500 words" in index.cut(asked("oss*"))[0]
    assert index.cut(asked("oss1*")) == ()
    assert [name for name, _ in index.articles(asked("oss*"))] == ["a"]


def test_the_language_needs_no_whoosh() -> None:
    code = "import sys, index.query; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
