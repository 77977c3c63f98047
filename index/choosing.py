"""What does a reader say of speakers: that two names are one, or are not; and what was said so far, to be taken back?

What was chosen is kept by names and articles, never by what was derived. The last word counts: a join takes back the
split that it contradicts, and the other way round.
"""

from __future__ import annotations

from msgspec import Struct

from index.deriving import correction
from index.knowing import Knowing
from index.model import Speaker
from index.people import name_key
from index.people.corrections import WrongChoiceError, place_of
from index.store import Store, people, reading


class SpeakerChoice(Struct, frozen=True):
    """One thing that a reader said of speakers; `number` names it.

    `join`: `name` and `other` are one. `split`: they are two, or, with `article`, `name` is somebody else there.
    `correct`: `name`, or nobody known, said the `words` that stand in the article; `quotation` is the id of where that
    is now, None where the words are not quoted any more (the correction waits until they are). `made` is a UTC time.
    """

    number: int
    what: people.What
    name: str | None
    other: str | None
    article: str | None
    quotation: str | None
    words: str | None
    made: str


def join(store: Store, knowing: Knowing, name: str, other: str) -> Speaker:
    """Two names are one speaker; see `Library.join_speakers`."""
    (one, first), (two, second) = knowing.named(name), knowing.named(other)
    pair = {name_key(first), name_key(second)}
    with store.transaction() as db:
        against = [c for c in people.choices(db, ("split",)) if _keys(c.name, c.other) == pair]
        if len(pair) == 1:
            against += [c for c in people.choices(db, ("split",)) if c.article and _keys(c.name) == pair]
        people.drop_choices(db, [c.key for c in against])
        if against or one.name != two.name:
            people.put_choice(db, "join", first, second)
        if not _one(knowing, first, second):
            knowing.forget()  # what was tried will not have been
            splits = [str(c.key) for c in people.choices(db, ("split",)) if _keys(c.name, c.other) & _all(one, two)]
            raise WrongChoiceError(
                f'"{name}" and "{other}" can\'t be one while they are split by your choice {", ".join(splits)}; '
                "undo that first"
            )
    return knowing.named(first)[0]


def split(store: Store, knowing: Knowing, name: str, other: str | None, article: str | None) -> None:
    """Two names are two speakers, or a name is another's in one article; see `Library.split_speakers`."""
    if (other is None) == (article is None):
        raise WrongChoiceError("say either which spelling or in which article it is somebody else")
    one, first = knowing.named(name)
    if article is not None:
        _split_there(store, knowing, one, article)
        return
    two, second = knowing.named(other or "")
    pair = {name_key(first), name_key(second)}
    if len(pair) == 1:
        raise WrongChoiceError(f'"{name}" and "{other}" are one spelling; say in which article it is somebody else')
    if one.name != two.name:
        raise WrongChoiceError(f'"{name}" and "{other}" are two speakers already')
    with store.transaction() as db:
        against = [c.key for c in people.choices(db, ("join",)) if _keys(c.name, c.other) == pair]
        people.drop_choices(db, against)
        people.put_choice(db, "split", first, second)


def _split_there(store: Store, knowing: Knowing, speaker: Speaker, article: str) -> None:
    with store.transaction() as db:
        if reading.article(db, article) is None:
            raise KeyError(article)
        theirs = dict(speaker.spellings)
        here = [q for _, q in reading.quotations(db, "WHERE x.id = ?", (article,)) if q.speaker in theirs]
        names = {q.speaker for q in knowing.known(here) if q.known_as == speaker.name}
        if not names:
            raise WrongChoiceError(f'"{speaker.name}" is not quoted in the article "{article}"')
        for name in sorted(filter(None, names)):
            people.put_choice(db, "split", name, article=article)


def made(store: Store) -> list[SpeakerChoice]:
    """All that was chosen, the oldest first."""
    with store.snapshot() as db:
        return [
            SpeakerChoice(c.key, c.what, c.name, c.other, c.article, _standing(store, c), c.words, c.made)
            for c in people.choices(db)
        ]


def _standing(store: Store, choice: people.Choice) -> str | None:
    if choice.what != "correct":
        return None
    made = correction(choice)
    article = reading.article(store.connection, made.article)
    if article is None:
        return None
    rows = reading.quotations(store.connection, "WHERE x.id = ?", (made.article,))
    place = place_of(made, article.text, [q for _, q in rows])
    return place.id if place else None


def _keys(*names: str | None) -> set[str | None]:
    return {name_key(name) for name in names if name}


def _all(*speakers: Speaker) -> set[str | None]:
    return _keys(*(name for speaker in speakers for name in dict(speaker.spellings)))


def _one(knowing: Knowing, first: str, second: str) -> bool:
    """Whether two names are one speaker: all who bear them, where it is one name."""
    if name_key(first) == name_key(second):
        key = name_key(first)
        return sum(key in _all(speaker) for speaker in knowing.speakers(first)) == 1
    return knowing.named(first)[0].name == knowing.named(second)[0].name
