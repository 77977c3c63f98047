"""Which printings of a library are near a sentence? Those that share its rarer words, as a whole or sentence by
sentence: what is joined from several things said is found by its parts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from index.checking import reasons
from index.checking.asked import asked
from index.checking.verdicts import Near, judged
from index.comparing import articles_of
from index.derived import REPORTS, Derived
from index.knowing import Knowing
from index.model import PERHAPS, Checked, Quotation
from index.paraphrasing import sought
from index.query import QueryProblem, parse
from index.sentences import sentences
from index.store import Store, reading
from index.stored import fetch_wholes

MOST_SENTENCES = 12  # of what was pasted, looked for one by one; more is an article, which `add` takes
MOST_TOLD = 20  # reports in a writer's own words that are looked at
MOST_OWN = 3  # outlets named that have the words outside quotations
LEAST_OWN = 4  # words; fewer stand everywhere


def check(store: Store, derived: Derived, knowing: Knowing, text: str, speaker: str | None = None) -> Checked:
    """What the library knows of a sentence, and of its being said by a speaker (any part of any spelling)."""
    question = asked(text, speaker)
    near = list(_near(store, derived, knowing, question.words, question.speaker))
    found = judged(question.words, near, question.speaker)
    if found.verdict == "not_found":
        outlets = _in_own_words(store, derived, question.words)
        found = replace(found, reason=reasons.in_own_words(outlets)) if outlets else found
    return found


def _near(store: Store, derived: Derived, knowing: Knowing, words: str, speaker: str | None) -> Iterator[Near]:
    parts = [words[start:end] for start, end in sentences(words)][:MOST_SENTENCES]
    postings = derived.postings()
    keys = dict.fromkeys(key for part in dict.fromkeys((words, *parts)) for key in postings.find(part))
    told = derived.postings(REPORTS)
    keys |= dict.fromkeys(key for part in dict.fromkeys((words, *parts)) for key in told.find(sought(part), MOST_TOLD))
    with store.snapshot() as db:
        wholes = fetch_wholes(store, list(keys))
        articles = articles_of(store, (whole.pieces[0] for whole in wholes.values()))
        utterances = reading.utterances_of(db, wholes)
    known = knowing.known([whole.pieces[0] for whole in wholes.values()])
    test = knowing.is_speaker(speaker) if speaker else None
    for (key, whole), quote in zip(wholes.items(), known, strict=True):
        named = replace(quote, speaker=quote.speaker or whole.speaker)
        by = None if test is None else _by(named, test(named))
        yield Near(whole, named, articles[quote.article], utterances.get(key), by)


def _by(quote: Quotation, it_is: bool) -> bool | None:
    """Whether the speaker asked for said it: who is unsure or not known may be anybody."""
    if it_is:
        return True
    return None if quote.speaker is None or quote.confidence < PERHAPS else False


def _in_own_words(store: Store, derived: Derived, words: str) -> list[str]:
    """The outlets that have the words outside every quotation."""
    bare = words.replace('"', " ")
    if len(bare.split()) < LEAST_OWN:
        return []
    query = parse(f'"{bare}"')
    if isinstance(query, QueryProblem):
        return []
    found = [article_id for article_id, _ in derived.fulltext().articles(query, MOST_OWN)]
    rows = reading.article_rows(store.connection, ids=found)
    return list(dict.fromkeys(row.outlet or row.title or row.id for row in rows))
