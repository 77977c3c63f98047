"""Whom does an article name? Tables of (text, mentions), each beside a twin whose words name nobody."""

from __future__ import annotations

import pytest
from growth import grows_linearly

from index.languages.lexicon import ENGLISH
from index.quotations import find
from index.speakers.names import mentions, speakable
from index.speakers.naming import Names, table
from index.speakers.reading import read


def named(text: str) -> list[str]:
    reading = read(text, find(text), ENGLISH)
    return [m.name for m in speakable(mentions(text, reading, ENGLISH), reading, ENGLISH)]


def names(text: str) -> Names:
    reading = read(text, find(text), ENGLISH)
    return table(mentions(text, reading, ENGLISH), reading, ENGLISH)


MENTIONS = [
    # a dateline's place is no name; the same place in the text is
    ("OSS — Ada Lind came.", ["Ada Lind"]),
    ("OSS, Norland (NNA) — Ada Lind came.", ["Ada Lind"]),
    ("Ada Lind came to Oss.", ["Ada Lind", "Oss"]),
    # a role that begins a sentence is no part of the name; a given name is
    ("Deckhand Lasse Brink Moe came.", ["Lasse Brink Moe"]),
    ("Tor Brink Moe came.", ["Tor Brink Moe"]),
    # a body's name goes on after "of"; a person's doesn't
    ("She studied at the University of the Oss Valley.", ["She", "University of the Oss Valley"]),
    ("He saw Ada Lind of Norland.", ["He", "Ada Lind", "Norland"]),
    # who is named right after what he is: the body and the place do not speak
    ("The Harbour Ministry spokesman Tor Hale came.", ["Tor Hale"]),
    ("On Monday Norland cartoonist Jarl Moe came.", ["Jarl Moe"]),
    ("On Monday Norland met Jarl Moe.", ["Norland", "Jarl Moe"]),
    # an adjective is no name
    ("He had a Norlandic passport.", ["He"]),
    ("He had a Norlandic envoy.", ["He", "a Norlandic envoy"]),
    # a single name at a sentence's start, where the text says who that is
    ("Yrsa, a docker from Oss, came.", ["Yrsa", "a docker", "Oss"]),
    ("Fog, a thick one, came.", []),
    # a politician's party and place is nobody
    ("Then Tor Hale, R-Oss, came.", ["Tor Hale"]),
    ("Then Tor Hale (D-N.Y.) came.", ["Tor Hale"]),
    ("Then Tor Hale, Ro-Oss, came.", ["Tor Hale", "Ro-Oss"]),
    # part of a group; adjectives between commas
    ("Then one of the players came.", ["one of the players"]),
    ("Then all the players came.", ["the players"]),
    ("Then the lanky, bearded professor came.", ["the lanky, bearded professor"]),
    ("Then, bearded, the professor came.", ["the professor"]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text: str, expected: list[str]) -> None:
    assert named(text) == expected


GENDERS = [
    # by given name, by title, by the noun before
    ("Robert Hale came.", "Robert Hale", "he"),
    ("Ms. Edda Quill came.", "Edda Quill", "she"),
    ("The spokeswoman Edda Quill came.", "Edda Quill", "she"),
    ("He met his son Kell Moe.", "Kell Moe", "he"),
    # by the pronouns beside the name, where no other name is near
    ("Kell Moe sold her boat. Brack stayed.", "Kell Moe", "she"),
    ("Kell Moe met Brack Oddsen and sold her boat.", "Kell Moe", None),
    # a given name that says otherwise than the title gives way
    ("Mrs. Robin Hale came.", "Robin Hale", "she"),
    ("Kell Moe came.", "Kell Moe", None),
]


@pytest.mark.parametrize(("text", "name", "expected"), GENDERS)
def test_gender(text: str, name: str, expected: str | None) -> None:
    assert names(text).gender.get(name) == expected


PEOPLE = [
    ("Kell Moe, 52, came.", "Kell Moe", True),
    ("Kell Moe, a docker, came.", "Kell Moe", True),
    ("Kell Moe, whose boats lay near Oss, is a harbour.", "Kell Moe", False),
    ("It rained in Kell Moe.", "Kell Moe", False),
    ("Kell Moe came. Moe sat.", "Kell Moe", True),
]


@pytest.mark.parametrize(("text", "name", "expected"), PEOPLE)
def test_who_is_a_person(text: str, name: str, expected: bool) -> None:
    assert (name in names(text).people) == expected


@pytest.mark.parametrize("rubbish", ["Ada, a ", "the lanky, ", "Ada and Tor and ", "of the Board of ", "he her "])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    assert grows_linearly(lambda count: names(rubbish * count))
