"""The postings: what is found, and that nothing is lost or made up on the way to disk and back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.candidates import Postings, finding, likely, shingles

TEXTS = {
    1: "We can accept this as the basis of an agreement, but nothing is final",
    2: "as the basis of an agreement",
    3: "The harbour of Oss was closed by the storm on Sunday",
    4: "On Sunday a storm closed the harbour of Oss",  # other order: only pairs of content words find it
    5: "constructive",
    6: "The talks were constructive",
    7: "no comment at all from the ministry of fisheries",
}


@pytest.fixture
def postings(tmp_path: Path) -> Postings:
    opened = Postings.open(tmp_path / "postings", "v1")
    opened.add(TEXTS.items(), 7)
    return opened


@pytest.mark.parametrize("flushed", [False, True])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXTS[1], [1, 2]),
        ("the basis of an agreement", [2, 1]),
        (TEXTS[4], [4, 3]),
        ("constructive", [5]),  # a single word finds only itself, not every text that has it
        ("Nothing of the kind", []),
        ("", []),
    ],
)
def test_find(postings: Postings, text: str, expected: list[int], flushed: bool) -> None:
    if flushed:
        postings.flush()
    assert sorted(postings.find(text)) == sorted(expected)


def test_best_first_limit_and_exclude(postings: Postings) -> None:
    assert postings.find(TEXTS[1])[0] == 1
    assert postings.find(TEXTS[1], limit=1) == [1]
    assert postings.find(TEXTS[1], exclude=[1]) == [2]


def test_opened_again_it_holds_what_was_flushed(postings: Postings, tmp_path: Path) -> None:
    postings.flush()
    postings.add([(8, "never flushed, so never found")], 9)
    again = Postings.open(tmp_path / "postings", "v1")
    assert (len(again), again.last_seq) == (7, 7)
    assert again.find("never flushed, so never found") == []
    assert postings.find("never flushed, so never found") == [8]
    assert again.find(TEXTS[3])[0] == 3


def test_another_version_starts_empty(postings: Postings, tmp_path: Path) -> None:
    postings.flush()
    other = Postings.open(tmp_path / "postings", "v2")
    assert (len(other), other.last_seq, other.find(TEXTS[1])) == (0, 0, [])
    other.flush(0)
    assert [p.name for p in (tmp_path / "postings").iterdir()] == ["manifest.json"]


@pytest.mark.parametrize(
    "damage", ["manifest", "garbage", "not an object", "cut", "missing", "foreign", "empty", "long"]
)
def test_damage_starts_empty(postings: Postings, tmp_path: Path, damage: str) -> None:
    postings.flush()
    folder = tmp_path / "postings"
    (segment,) = [p for p in folder.iterdir() if p.name != "manifest.json"]
    if damage == "manifest":
        (folder / "manifest.json").unlink()
    elif damage == "garbage":
        (folder / "manifest.json").write_bytes(b"\xff\x00{")
    elif damage == "not an object":
        (folder / "manifest.json").write_text("[1, 2]")
    elif damage == "cut":
        segment.write_bytes(segment.read_bytes()[:-4])
    elif damage == "missing":
        segment.unlink()
    elif damage == "foreign":
        segment.write_bytes(b"a file of another program" * 40)
    elif damage == "empty":
        segment.write_bytes(b"")
    else:
        segment.write_bytes(segment.read_bytes() + b"more")
    again = Postings.open(folder, "v1")
    assert (len(again), again.last_seq, again.find(TEXTS[1])) == (0, 0, [])
    again.add(TEXTS.items(), 7)
    again.flush()
    assert Postings.open(folder, "v1").find(TEXTS[1])[0] == 1


@pytest.mark.parametrize("flushed", [False, True])
def test_removed_is_not_found_and_may_come_back(postings: Postings, tmp_path: Path, flushed: bool) -> None:
    if flushed:
        postings.flush()
    postings.remove({1, 99})
    assert postings.find(TEXTS[1]) == [2]
    postings.add([(1, TEXTS[3])])
    postings.flush(8)
    again = Postings.open(tmp_path / "postings", "v1")
    assert again.find(TEXTS[1]) == [2]
    assert sorted(again.find(TEXTS[3])) == [1, 3, 4]
    assert (len(again), again.last_seq) == (7, 8)


@pytest.mark.parametrize("flushed", [False, True])
@pytest.mark.parametrize("kept", [{1, 2, 99}, set(TEXTS), set()])
def test_keeping_some_is_removing_the_others(postings: Postings, tmp_path: Path, kept: set[int], flushed: bool) -> None:
    if flushed:
        postings.flush()
    other = Postings.open(tmp_path / "other", "v1")
    other.add(TEXTS.items(), 7)
    postings.keep(kept)
    other.remove(set(TEXTS) - kept)
    assert len(postings) == len(other) == len(kept & set(TEXTS))
    assert [postings.find(text) for text in TEXTS.values()] == [other.find(text) for text in TEXTS.values()]


def test_what_an_earlier_version_left_is_taken_away(postings: Postings, tmp_path: Path) -> None:
    earlier = tmp_path / "postings" / "s00000007"
    earlier.mkdir()
    (earlier / "rows.npy").write_bytes(b"1")
    postings.flush()
    assert not earlier.exists()
    assert Postings.open(tmp_path / "postings", "v1").find(TEXTS[1])[0] == 1


SAID = "We can accept this as the basis of an agreement about the harbour, the lighthouse and the ferry to Oss"


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ("they will not accept this as the basis of an agreement", True),
        # one run in common, and of the rest nothing: not worth comparing
        ("this as the basis of hats, gloves, scarves, mittens, jumpers, overcoats, galoshes and umbrellas", False),
        # translated anew: few runs in common, most words
        ("As a basis for agreements on the ferry to Oss, the harbour and its lighthouse we accept this", True),
        ("we accept", False),  # two words are only found by themselves
    ],
)
def test_what_shares_too_little_is_left_out(tmp_path: Path, there: str, found: bool) -> None:
    postings = Postings.open(tmp_path, "v1")
    postings.add([(1, there)])
    assert postings.find(SAID) == ([1] if found else [])


@pytest.mark.parametrize(("day", "few"), [(0, True), (1000, True), (1003, True), (1004, False), (996, False)])
def test_of_far_days_only_what_is_likelier_is_found(tmp_path: Path, day: int, few: bool) -> None:
    postings = Postings.open(tmp_path, "v1")
    postings.add(
        [(1, "They will mend the lighthouse and the ferry to Oss when money comes from the city")], days=[1000]
    )
    assert postings.find(SAID, day=day) == ([1] if few else [])
    postings.add([(2, "they will not accept this as the basis of an agreement about the harbour")], days=[1000])
    postings.flush()
    opened = Postings.open(tmp_path, "v1")
    alone = opened.find(SAID, day=day)
    assert alone == ([2, 1] if few else [2])
    assert opened.find_in_order([(day, [(3, SAID)])]) == [{SAID: alone}]


def test_what_has_no_day_is_of_every_day(tmp_path: Path) -> None:
    postings = Postings.open(tmp_path, "v1")
    postings.add([(1, "They will mend the lighthouse and the ferry to Oss when money comes from the city")])
    assert postings.find(SAID, day=1000) == [1]


def test_texts_by_features_of_their_own_have_no_bags(tmp_path: Path) -> None:
    postings = Postings.open(tmp_path, "v1", lambda text: [len(word) for word in text.split()])
    postings.add([(1, "a boat"), (2, "the longest of words"), (3, "nothing")])
    postings.flush()
    assert postings.find("I said so") == [1, 2]  # words of one, four and two letters, of which "of" is one
    assert Postings.open(tmp_path, "v1", lambda text: [7]).find("") == [2, 3]


def test_many_texts_find_what_each_finds_alone(postings: Postings) -> None:
    postings.flush()
    postings.add([(8, "the basis of an agreement on the harbour of Oss"), (9, "constructive")], 8)
    asked = [*TEXTS.values(), "", "constructive", "the harbour of Oss was closed"] * 20
    assert postings.find_all(asked, 3) == [postings.find(text, 3) for text in asked]
    assert postings.find_all([]) == []


def test_clear(postings: Postings, tmp_path: Path) -> None:
    postings.flush()
    postings.clear()
    assert (len(postings), postings.last_seq, postings.find(TEXTS[1])) == (0, 0, [])
    assert len(Postings.open(tmp_path / "postings", "v1")) == 0
    postings.add([(1, TEXTS[1])], 1)
    postings.flush()
    assert Postings.open(tmp_path / "postings", "v1").find(TEXTS[1]) == [1]


def test_many_flushes_are_merged_and_lose_nothing(tmp_path: Path) -> None:
    postings = Postings.open(tmp_path, "v1")
    for key in range(40):
        postings.add([(key, f"the boat number {key} of the lighthouse keeper number {key}")], key)
        if key % 5 == 0:
            postings.remove([key - 3])
        postings.flush()
    again = Postings.open(tmp_path, "v1")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert len(manifest["segments"]) <= 9
    removed = {2, 7, 12, 17, 22, 27, 32}
    assert set(again.find("the boat number of the lighthouse keeper number", limit=100)) == set(range(40)) - removed
    assert len(again) == 33


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        (TEXTS[1], TEXTS[1].upper(), True),
        (TEXTS[3], TEXTS[4], True),
        (TEXTS[5], TEXTS[6], False),
        ("it is a", "it is a", False),  # a run of common words finds everything, so it is no feature
        (TEXTS[1], TEXTS[7], False),
    ],
)
def test_shared_features(a: str, b: str, share: bool) -> None:
    assert bool(set(shingles.features(a)) & set(shingles.features(b))) is share


@given(st.dictionaries(st.integers(0, 2**40), st.text("abc xyz", max_size=40), max_size=20))
@settings(max_examples=50)
def test_every_text_finds_itself_in_memory_and_on_disk(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[int, str]
) -> None:
    folder = tmp_path_factory.mktemp("postings")
    postings = Postings.open(folder, "v1")
    postings.add(texts.items(), 1)
    before = {key: postings.find(text, limit=len(texts) + 1) for key, text in texts.items()}
    assert all(key in before[key] for key, text in texts.items() if shingles.features(text))
    postings.flush()
    again = Postings.open(folder, "v1")
    assert {key: again.find(text, limit=len(texts) + 1) for key, text in texts.items()} == before


def test_what_everybody_prints_is_still_found(tmp_path: Path) -> None:
    """A slogan printed so often that nothing of it is rare; beside it a text with something rare finds that first."""
    postings = Postings.open(tmp_path / "often", "v1")
    slogan = "Together we will make the harbour of Oss great again"
    postings.add(((key, slogan) for key in range(1, 402)), 1)
    postings.add([(500, f"{slogan}, said the cormorant")], 2)
    assert len(postings.find(slogan)) > 1
    assert postings.find("the cormorant said so in a statement of the fishermen") == []
    assert postings.find(f"{slogan}, said the cormorant") == [500]


@pytest.mark.parametrize("text", ["Drill, drill, drill", "The toll must go! The toll must go! The toll must go!"])
def test_a_text_that_repeats_its_words_is_found(tmp_path: Path, text: str) -> None:
    postings = Postings.open(tmp_path, "v1")
    postings.add([(1, text), (2, TEXTS[1])])
    assert postings.find(text) == [1]


def test_of_doubtful_rows_the_likeliest_are_compared() -> None:
    many = finding.DOUBTFUL + 3
    doubtful = [finding.SURE * (0.5 + n / 100) for n in range(many)]
    alike = np.array([finding.SURE, *doubtful, finding.ALIKE / 2, finding.SURE * 0.5])
    texts = np.array([0] * (many + 2) + [1])
    likeliest = list(range(many, 0, -1))[: finding.DOUBTFUL]
    # the sure one, those, not what is not alike; and of another text its own
    keys = np.arange(len(texts))
    assert finding._worth(texts, alike, keys).tolist() == [0, *likeliest, many + 2]


@pytest.mark.parametrize("name", ["rarity", "words", "features"])
def test_the_more_two_texts_share_the_likelier_they_are_compared(name: str) -> None:
    some = {"rarity": 20.0, "words": 5, "features": 6, "rarity_of": 40.0, "words_of": 10, "features_of": 20}
    less, more = ({one: np.array([n * by if one == name else n]) for one, n in some.items()} for by in (0.5, 0.7))
    assert likely.probabilities(likely.Shared(**less)) < likely.probabilities(likely.Shared(**more))


def test_of_texts_without_rarity_nothing_is_known() -> None:
    nothing = {one: np.zeros(1) for one in ("rarity", "words", "features", "rarity_of", "words_of", "features_of")}
    assert np.isinf(likely.probabilities(likely.Shared(**nothing))).all()


def test_a_batch_finds_what_adding_and_asking_one_by_one_finds(tmp_path: Path) -> None:
    texts = [f"the {words} of the harbour ferry {n % 7} sails at noon" for n in range(60) for words in ("old", "new")]
    one_by_one, at_once = (Postings.open(tmp_path / name, "v") for name in ("a", "b"))
    found = []
    for key, text in enumerate(texts):
        found.append(one_by_one.find(text, 5))
        one_by_one.add([(key, text)])
    for start in range(0, len(texts), 50):
        part = list(enumerate(texts))[start : start + 50]
        there = at_once.find_and_add([(text, place) for place, (_, text) in enumerate(part)], part, 5)
        assert there == found[start : start + 50]
    assert at_once.find_and_add([(texts[0], 0)], [], 5) == one_by_one.find_all([texts[0]], 5)


def test_of_equals_those_added_first_are_found_wherever_they_stand(tmp_path: Path) -> None:
    same = "we sail at noon on the old ferry"
    for order in (range(400), reversed(range(400))):
        postings = Postings.open(tmp_path / "p", "v")
        for key in order:
            postings.add([(key, same)])
        assert postings.find(same, 5) == [0, 1, 2, 3, 4]
