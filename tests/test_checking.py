"""Did anyone say this? Each verdict beside a twin that must not have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import put, row
from msgspec.structs import replace

from index.checking.asked import asked
from index.checking.verdicts import Near, judged
from index.library import Library
from index.model import ArticleRow, Kind, Quotation, Verdict, Whole

STRAIT = "We are prepared to open the strait again, but we cannot be asked to pay a toll for crossing our own sea."
BUOY = "Buoys do not move by themselves."
ROOMS = "I have been in rooms with less goodwill and better coffee"
BELL = "I will not negotiate with people who ring bells at dinner time"


def near(
    article: str,
    text: str,
    speaker: str = "Ada Lind",
    by: bool | None = None,
    kind: Kind = "direct",
    utterance: str = "",
) -> Near:
    quote = Quotation(article, 0, len(text), text, kind, speaker, confidence=0.9)
    shown = ArticleRow(
        article, None, article.title(), None, None, "2026-11-02", None, "en", 999, 1, 0, 0, False, False, "2026-11-02"
    )
    return Near(Whole((quote,), text, article), quote, shown, utterance or None, by)


def spoken(one: Near) -> Near:
    """The same words in a transcript."""
    return replace(one, article=replace(one.article, spoken=True))


LIBRARY = (near("wire", STRAIT), near("gull", BUOY), near("post", ROOMS, "Tor Hale"), near("herald", BELL, "Otto Fenn"))


@pytest.mark.parametrize(
    ("words", "verdict", "articles"),
    [
        (STRAIT, "printed", ["wire"]),  # all of it
        ("we cannot be asked to pay a toll for crossing our own sea", "printed", ["wire"]),  # a cut
        ("We are prepared to open the strait … but we cannot be asked to pay a toll", "printed", ["wire"]),  # says so
        (
            "we cannot be asked to pay a toll […] We are prepared to open the strait",
            "spliced",
            ["wire"],
        ),  # turned about
        ("we could not be asked to pay tolls to cross our own sea", "changed", ["wire"]),  # other words
        ("we cannot be asked to pay a fine for crossing our own sea", "changed", ["wire"]),  # one word
        (f"{BUOY} {ROOMS}", "spliced", ["gull", "post"]),  # of two speakers
        (f"{BUOY} And {BELL}, of course", "spliced", ["gull", "herald"]),  # with a word between
        (f"{BELL}, whatever anybody else may have told you last night", "changed", ["herald"]),  # one piece, and more
        ("Nobody has moved a lighthouse since the war", "not_found", []),
        ("the strait", "printed", ["wire"]),  # so few words: with a caution
        ("", "not_found", []),
        ("…", "not_found", []),
    ],
)
def test_verdicts(words: str, verdict: Verdict, articles: list[str]) -> None:
    found = judged(words, LIBRARY)
    assert found.verdict == verdict, found.reason
    assert [variant.quote.article for variant in found.evidence[: len(articles)]] == articles
    assert (found.best is None) == (verdict == "not_found")
    assert found.reason.endswith((".", "?"))
    assert "2026-11-02" not in found.reason
    assert ("2 Nov 2026" in found.reason) == (verdict == "printed")


def test_pieces_of_one_utterance_are_not_joined() -> None:
    words = f"{BUOY} {ROOMS}"
    halves = [near("gull", BUOY, utterance="u"), near("post", ROOMS, utterance="u")]
    assert judged(words, halves).verdict == "changed"
    assert judged(words, [near("gull", BUOY), near("post", ROOMS)]).verdict == "spliced"
    assert judged(words, [*halves, near("wire", words)]).verdict == "printed"


def test_the_speaker_asked_for() -> None:
    other = near("gull", BUOY, "Tor Hale", by=False)
    assert judged(BUOY, [other], "lind").verdict == "other_speaker"
    assert "Tor Hale" in judged(BUOY, [other], "lind").reason
    assert judged(BUOY, [other, near("wire", BUOY, by=True)], "lind").verdict == "printed"
    assert judged(BUOY, [near("gull", BUOY, by=None)], "lind").verdict == "printed", "who said it is not known"
    surest = judged(BUOY, [near("gull", BUOY, by=None), near("wire", BUOY, by=True)], "lind").best
    assert surest is not None
    assert surest.quote.article == "wire"


def test_reported_in_other_words() -> None:
    told = near("gull", "buoys do not move by themselves", kind="indirect")
    assert judged(BUOY, [told]).verdict == "paraphrased"
    assert judged(BUOY, [told, near("wire", BUOY)]).verdict == "printed"


@pytest.mark.parametrize(
    ("pasted", "words", "speaker"),
    [
        (BUOY, BUOY, None),
        (f"“{BUOY}”", BUOY, None),  # marks around all of it
        ("“Buoys do not move by themselves,” Ada Lind said.", "Buoys do not move by themselves,", "Ada Lind"),
        ("Ada Lind said: “Buoys do not move.” She spoke in Oss.", "Buoys do not move.", "Ada Lind"),
        ("The 'Patience' sank in the strait", "The 'Patience' sank in the strait", None),  # a name in marks
        ("", "", None),
    ],
)
def test_what_is_asked(pasted: str, words: str, speaker: str | None) -> None:
    found = asked(pasted)
    assert (found.words.rstrip(".,"), found.speaker) == (words.rstrip(".,"), speaker)
    assert asked(pasted, "Tor Hale").speaker == "Tor Hale"


@given(st.text(max_size=200))
def test_any_words(words: str) -> None:
    found = judged(asked(words).words, LIBRARY, "Ada Lind")
    assert 0 <= found.score <= 1


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    library.add(
        [
            put(
                tmp_path / "in",
                row(
                    "wire", f"Ada Lind spoke in Oss. “{STRAIT}” Lind said. The ferries have been idle since the spring."
                ),
                row("gull", f"“{BUOY}” Ada Lind said. “{ROOMS},” said Tor Hale, an envoy."),
            )
        ]
    )
    return library


@pytest.mark.parametrize(
    ("words", "speaker", "verdict"),
    [
        ("we cannot be asked to pay a toll", None, "printed"),
        ("we cannot be asked to pay a toll", "lind", "printed"),
        ("we cannot be asked to pay a toll", "hale", "other_speaker"),
        ("“I have been in rooms with less goodwill,” Ada Lind said.", None, "other_speaker"),  # the speaker pasted
        ("“I have been in rooms with less goodwill,” Tor Hale said.", None, "printed"),
        (f"{BUOY} {ROOMS}", None, "spliced"),
        ("The ferries have been idle since the spring", None, "not_found"),  # the outlet's own words
        ("Nobody has moved a lighthouse since the war", None, "not_found"),
    ],
)
def test_in_a_library(library: Library, words: str, speaker: str | None, verdict: Verdict) -> None:
    with library:
        found = library.check(words, speaker)
        assert found.verdict == verdict, found.reason
        assert ("own words in WIRE" in found.reason) == words.startswith("The ferries")


ROOT = "We will not raise the harbour toll before the spring of next year"
LOST = "We will raise the harbour toll before the spring of next year"


@pytest.mark.parametrize(
    ("words", "printings", "told"),
    [
        (ROOT, (near("wire", ROOT), near("gull", LOST)), "But Gull gives it another meaning: “not” left out"),
        (LOST, (near("wire", ROOT), near("gull", LOST)), "But Wire gives it another meaning: “not” put in"),
        (ROOT, (near("wire", ROOT), near("gull", ROOT)), "2 outlets print these words: Gull and Wire"),
        (
            ROOT,
            (near("wire", ROOT), spoken(near("gull", ROOT))),
            "Wire (2 Nov 2026) prints these words. A transcript has",
        ),
        (ROOT, (spoken(near("gull", ROOT)),), "A transcript has these words (Gull); no outlet here prints them."),
        (ROOT, (near("wire", ROOT), near("gull", ROOT, "Tor Hale")), "Tor Hale in Gull; Ada Lind in Wire"),
        (ROOT, (near("wire", ROOT), near("gull", ROOT, "Mayor Lind")), "The speaker is "),  # one person
        ("raise the harbour toll before the spring", (near("wire", ROOT),), "right before them: “We will not”"),
        ("raise the harbour toll before the spring", (near("wire", LOST),), "The speaker is Ada Lind."),  # nothing more
        (ROOT.replace("spring", "autumn"), (near("wire", ROOT),), "Wire quotes Ada Lind with “spring” for “autumn”."),
        ("the pilots of the lightship will strike", (near("wire", "Pilots of the lightship sang"),), "which shares"),
    ],
)
def test_what_the_reason_tells(words: str, printings: tuple[Near, ...], told: str) -> None:
    reason = judged(words, printings).reason
    assert told in reason
    assert ("another meaning" in reason) == ("another meaning" in told)
    assert ("right before" in reason) == ("right before" in told)


@pytest.mark.parametrize(
    ("printings", "verdict", "told"),
    [
        ((("wire", False), ("gull", None)), "other_speaker", "gives these words to “Nils Fenn”."),  # sure, and unsure
        ((("gull", None),), "printed", "Whether it was Nils Fenn"),
        ((("wire", False), ("gull", True)), "printed", "But Wire gives them to Ada Lind."),
        ((("gull", True), ("post", None)), "printed", "2 outlets print these words"),
    ],
)
def test_a_speaker_nobody_is_sure_of(
    printings: tuple[tuple[str, bool | None], ...], verdict: Verdict, told: str
) -> None:
    found = judged(ROOT, [near(article, ROOT, by=by) for article, by in printings], "Nils Fenn")
    assert (found.verdict, told in found.reason) == (verdict, True), found.reason
