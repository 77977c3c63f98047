"""What a reader calls the same, or not: seen in links and utterances, the same after a rebuild, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import CUT, LIND, OTHER, derived_of, pairs, put, row

from index.library import Library
from index.model import Quotation
from index.people.corrections import WrongChoiceError
from index.query import QueryProblem

SPLIT = "Ada Lind spoke in Oss. “We can accept this as the basis of an agreement,” Lind said, “but nothing is final.”\n"


def first(library: Library, article: str) -> Quotation:
    return next(q for q in library.quotations(article) if q.kind in ("direct", "fragment"))


def ids(library: Library, *articles: str) -> list[str]:
    return [first(library, article).id for article in articles]


def together(library: Library) -> list[set[str]]:
    rows = library.utterances()
    assert not isinstance(rows, QueryProblem)
    return [{p.article.id for p in found.printings} for found in rows]


def scores(library: Library, quotation: str) -> list[tuple[str, float, str, bool | None]]:
    found = library.variants(quotation)
    return [(v.article.id, round(v.link.score, 2), v.link.relation, v.link.judged) for v in found]


def test_not_the_same_is_no_link(library: Library) -> None:
    one, two = ids(library, "one", "two")
    before = derived_of(library)
    made = library.judge_different(two, one)  # in any order
    assert (made.same, made.a, made.b) == (False, *ids(library, "one", "two"))
    assert pairs(library) == []
    assert together(library) == []
    assert library.variants(one) == []
    assert [(r.links, r.shared) for r in library.articles()] == [(0, 0)] * 3
    (away,) = library.judged_away(one)
    assert (away.article.id, away.link.relation, away.link.judged) == ("two", "none", False)
    listed = library.links(min_score=0)
    assert not isinstance(listed, QueryProblem)
    assert [(link.relation, link.judged) for link in listed if link.judged is not None] == [("none", False)]
    library.unjudge(one, two)
    assert derived_of(library) == before
    assert library.judged_away(one) == []
    assert library.judgements() == []


def test_the_same_is_a_sure_link(library: Library) -> None:
    one, three = ids(library, "one", "three")
    assert scores(library, three) == []
    library.judge_same(one, three)
    assert scores(library, three) == [("one", 1.0, "reworded", True)]
    assert scores(library, one)[0] == ("three", 1.0, "reworded", True)
    assert together(library) == [{"one", "two", "three"}]


def test_a_doubtful_link_becomes_sure_and_keeps_its_relation(library: Library) -> None:
    one, two = ids(library, "one", "two")
    ((_, score, relation, judged),) = scores(library, one)
    assert (score < 1, judged) == (True, None)
    library.judge_same(one, two)
    assert scores(library, one) == [("two", 1.0, relation, True)]


def test_the_last_word_counts(library: Library) -> None:
    one, two = ids(library, "one", "two")
    library.judge_different(one, two)
    library.judge_same(one, two)
    assert [made.same for made in library.judgements()] == [True]
    assert [judged for _, _, _, judged in scores(library, one)] == [True]
    library.judge_different(one, two)
    assert [made.same for made in library.judgements()] == [False]
    assert scores(library, one) == []


@pytest.mark.parametrize("same", [True, False])
def test_a_judgement_stays_over_a_rebuild(library: Library, same: bool) -> None:
    (library.judge_same if same else library.judge_different)(*ids(library, "one", "two" if not same else "three"))
    before, said = derived_of(library), library.judgements()
    library.rebuild()
    assert derived_of(library) == before
    assert library.judgements() == said


def test_a_judgement_stays_over_changed_texts_and_removal(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:

        def add(a: str, b: str) -> None:
            library.add([put(tmp_path / "in", row("a", a), row("b", b))])

        add("A line was put in above.\n" + LIND, CUT)
        library.judge_different(*ids(library, "a", "b"))
        add(LIND, CUT.replace("went on", "went on and on"))
        assert pairs(library) == []
        library.remove(["a"])
        (made,) = library.judgements()
        assert (made.a, made.b) == (None, first(library, "b").id)
        add(LIND, CUT)
        assert pairs(library) == []
        add(OTHER, CUT)  # where its words are gone it waits
        assert library.judgements()[0].a is None
        add(LIND, CUT)
        assert pairs(library) == []
        library.undo_judgement(made.number)
        assert [pair[:2] for pair in pairs(library)] == [("a", "b")]


def test_undo_of_what_is_gone(library: Library) -> None:
    library.judge_different(*ids(library, "one", "two"))
    library.remove(["two"])
    library.undo_judgement(library.judgements()[0].number)
    assert library.judgements() == []
    with pytest.raises(KeyError):
        library.undo_judgement(7)


def test_no_utterance_holds_both(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", LIND), row("b", CUT), row("c", LIND), row("d", OTHER))])
        assert together(library) == [{"a", "b", "c"}]
        library.judge_different(*ids(library, "a", "b"))
        assert together(library) == [{"a", "c"}]  # b is linked to c, and stays out
        assert [v.article.id for v in library.variants(first(library, "b").id)] == ["c"]
        library.rebuild()
        assert together(library) == [{"a", "c"}]


def test_split_quotations_are_judged_as_one(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", SPLIT), row("b", LIND))])
        parts = [q.id for q in library.quotations("a") if q.kind in ("direct", "fragment")]
        assert len(parts) == 2
        before = derived_of(library)
        library.judge_different(parts[1], first(library, "b").id)
        assert pairs(library) == []
        assert library.variants(parts[0]) == library.variants(parts[1]) == []
        library.undo_judgement(library.judgements()[0].number)
        assert derived_of(library) == before


def test_what_can_not_be_judged(tmp_path: Path) -> None:
    text = "Lind said the talks would go on. " + LIND + "“It rang all night under the pier,” said Edda Quill.\n"
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", text), row("b", CUT))])
        indirect = next(q.id for q in library.quotations("a") if q.kind == "indirect")
        mine = [q.id for q in library.quotations("a") if q.kind == "direct"]
        (other,) = ids(library, "b")
        with pytest.raises(WrongChoiceError):
            library.judge_same(indirect, other)
        with pytest.raises(WrongChoiceError):
            library.judge_same(*mine[:2])
        for wrong in ("a#0-3", "nobody#0-3", "nonsense"):
            with pytest.raises(KeyError):
                library.judge_different(other, wrong)
        assert library.judgements() == []
