"""What a second process compares is what this one would have: also where it is killed in the middle."""

from __future__ import annotations

import os
import signal
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from index import linking, parallel
from index.library import Library
from index.matching import LINK_SCORE
from index.model import Article, Link, Quotation, Whole
from index.occasions import NOTHING, Occasion, in_article
from index.query import QueryProblem

SAID = (
    "We can accept this as the basis of an agreement,",
    "accept this as the basis of an agreement",
    "Nobody in this town wants the ferry to stop",
    "nobody in this town wants the old ferry to stop, and nobody said so",
)
DAYS = ("Monday", "Thursday", "Monday", "Monday")
ARTICLES = {
    f"a{number}": Article(
        id=f"a{number}",
        outlet=f"Outlet {number}",
        title="The strait",
        text=f"“{said}” Ada Lind said on {day}.",
        published="2025-11-28",
    )
    for number, (said, day) in enumerate(zip(SAID, DAYS, strict=True))
}


def whole(article: Article) -> Whole:
    end = article.text.index("”")
    said = Quotation(article.id, 1, end, article.text[1:end], "direct", "Ada Lind", cue="said", confidence=0.9)
    return Whole((said,), said.text, article.outlet_key, article.published)


WHOLES = [whole(article) for article in ARTICLES.values()]
PAIRS = [[(there, new) for there in WHOLES if there is not new] for new in WHOLES]


def occasion(one: Whole) -> Occasion:
    return in_article(ARTICLES[one.article], one.pieces)


def comparing(monkeypatch: pytest.MonkeyPatch, folder: Path, at_once: int = 1) -> parallel.Comparing:
    """One that asks the other process from the first pair on, in questions of so many pairs; the library is empty."""
    monkeypatch.setattr(parallel, "WORTH_IT", 0)
    monkeypatch.setattr(parallel, "AT_ONCE", at_once)
    with Library.open(folder):
        return parallel.Comparing(folder, occasion, ARTICLES.get, fresh=set(ARTICLES), alone=False)


def alone() -> list[list[Link]]:
    return [linking.compared(pairs, LINK_SCORE, occasion) for pairs in PAIRS]


def test_the_pairs_are_links_echoes_and_nothing() -> None:
    assert {link.relation for found in alone() for link in found} >= {"echo", "reworded"}
    assert len(alone()[0]) == 1 < len(PAIRS[0])


@pytest.mark.parametrize("at_once", [1, 5, 1000])
def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at_once: int) -> None:
    both = comparing(monkeypatch, tmp_path, at_once)
    asked = [both.ask(new, pairs, LINK_SCORE) for new, pairs in zip(ARTICLES, PAIRS, strict=True) for _ in range(3)]
    assert both.other is not None
    assert [both.answered(one) for one in asked] == [found for found in alone() for _ in range(3)]
    assert not both.alone
    assert both.sent == both.waiting == []


def test_the_part_of_a_killed_process_is_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = comparing(monkeypatch, tmp_path)
    first = both.ask("a0", PAIRS[0], LINK_SCORE)
    both.answered(first)
    assert both.other is not None
    os.kill(both.other._process.pid, signal.SIGKILL)
    both.other._process.wait()
    asked = [both.ask(new, pairs, LINK_SCORE) for new, pairs in zip(ARTICLES, PAIRS, strict=True) for _ in range(5)]
    assert [both.answered(one) for one in asked] == [found for found in alone() for _ in range(5)]
    assert first.found == alone()[0]
    assert (both.other, both.alone) == (None, True)
    assert both.ask("a1", PAIRS[1], LINK_SCORE).found == alone()[1]


def test_few_pairs_start_no_process(tmp_path: Path) -> None:
    one = parallel.Comparing(tmp_path, occasion, ARTICLES.get)
    assert one.ask("a0", PAIRS[0], LINK_SCORE).found == alone()[0]
    assert one.other is None


def test_what_is_dropped_is_asked_no_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = comparing(monkeypatch, tmp_path)
    dropped = [both.ask(new, pairs, LINK_SCORE) for new, pairs in zip(ARTICLES, PAIRS, strict=True) for _ in range(5)]
    both.drop()
    again = both.ask("a0", PAIRS[0], LINK_SCORE)
    assert both.answered(again) == alone()[0]
    assert all(one.found is None for one in dropped)


def test_it_ends_with_the_one_that_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = comparing(monkeypatch, tmp_path)
    both.answered(both.ask("a0", PAIRS[0], LINK_SCORE))
    assert both.other is not None
    process = both.other._process
    both.other = None
    assert process.wait(timeout=10) is not None


def served(*sent: dict[str, Article | None], changed: frozenset[str] = frozenset()) -> list[list[list[Link]]]:
    """What the other process answers to the same question again and again, sent with these articles."""
    questions, answers = BytesIO(), BytesIO()
    for some in sent:
        parallel.write(questions, parallel.question([(PAIRS[0], LINK_SCORE), ([], LINK_SCORE)], some, changed))
    questions.seek(0)
    parallel.serve(questions, answers, ARTICLES.get)
    answers.seek(0)
    found = [msgspec.msgpack.decode(parallel.read(answers), type=list[list[Link]]) for _ in sent]
    assert answers.read() == b""
    return found


def test_it_answers_until_nobody_asks() -> None:
    assert served(dict(ARTICLES), dict(ARTICLES)) == [[alone()[0], []]] * 2


def test_it_reads_what_it_is_not_sent_and_believes_what_it_is() -> None:
    gone = dict.fromkeys(ARTICLES)
    without = linking.compared(PAIRS[0], LINK_SCORE, lambda _whole: NOTHING)
    assert without != alone()[0]
    assert served({}, gone, {}) == [[alone()[0], []], [without, []], [without, []]]


def test_a_library_is_the_same_however_its_articles_were_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample, which has echoes and a transcript, by one process and by two."""
    sample = Path(__file__).parents[1] / "seeds"
    told = []
    for name, worth_it in (("one", parallel.WORTH_IT), ("two", 0)):
        monkeypatch.setattr(parallel, "WORTH_IT", worth_it)
        monkeypatch.setattr(parallel, "AT_ONCE", 3)
        monkeypatch.setattr(parallel, "_processors", lambda: 2)
        with Library.open(tmp_path / name) as library:
            library.add([str(sample)])
            found, said = library.links(min_score=0.0), library.utterances()
            assert not isinstance(found, QueryProblem)
            assert not isinstance(said, QueryProblem)
            told.append((list(found), [(row.id, [printing.quote.id for printing in row.printings]) for row in said]))
    assert told[0] == told[1]
    assert told[0][0]


def test_what_changed_is_read_again() -> None:
    gone: dict[str, Article | None] = dict.fromkeys(ARTICLES)
    assert served(gone, {})[1] != [alone()[0], []]
    assert served(gone, {}, changed=frozenset(ARTICLES))[1] == [alone()[0], []]
