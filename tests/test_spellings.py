"""Names taken apart: which are spellings of one, and which only look so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.people.fields import apart, field_of, heads
from index.people.spellings import Name, family, may_be, parse


def taken(name: str) -> Name:
    found = parse(name)
    assert found is not None, name
    return found


def one_name(a: str, b: str) -> bool:
    """Whether given name and surname of both fold to the same."""
    first, second = taken(a), taken(b)
    return (first.given, first.surname, first.generation) == (second.given, second.surname, second.generation)


ONE = [
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
    ("Volodymyr Zelenskyi", "Vladimir Zelenskii"),
    ("Arseniy Yatsenyuk", "Arseny Yatseniuk"),
    ("Sergey Lavrov", "Sergei Lavroff"),
    ("Alexei Navalny", "Aleksei Navalnyy"),
    ("Dmitry Peskov", "Dmitri Peskow"),
    ("Boris Yeltsin", "Boris Eltsin"),
    ("Viktor Yanukovych", "Victor Yanukovitch"),
    ("Vitali Klitschko", "Vitaliy Klichko"),
    ("Slobodan Milosevic", "Slobodan Milosevich"),
    ("Muammar Gaddafi", "Moammar al-Qaddafi"),
    ("Muammar Gaddafi", "Muammar Kadhafi"),
    ("Mohammed Hassan", "Muhammad Hasan"),
    ("Robert Müller", "Robert Mueller"),
    ("Ada Sørby", "Ada Sorby"),
    ("J. D. Hale", "JD Hale"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Ursula von der Lind", "Ursula Von Der Lind"),
    ("Dr. Ada Lind", "Ada Lind, PhD"),
    ("ADA LIND", "Ada Lind"),
]
TWO = [
    ("Nils Petersen", "Nils Peterson"),
    ("Nils Petersen", "Nils Pedersen"),
    ("Anna Lind", "Anne Lind"),
    ("Ann Lind", "Anne Lind"),
    ("Jon Brack", "John Brack"),
    ("Maria Oss", "Marie Oss"),
    ("Toni Hale", "Tony Hale"),
    ("Andrea Young", "Andrea Jung"),
    ("Mohammed Hamed", "Mohammed Hamid"),
    ("Vitali Klitschko", "Wladimir Klitschko"),
    ("Anna Ivanov", "Anna Ivanova"),
    ("Tor Hale", "Tor Hale Jr."),
    ("Ada Lind", "Ida Lind"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert one_name(a, b)
    assert family(a) == family(b), "else they are never compared"


@pytest.mark.parametrize(("a", "b"), TWO)
def test_names_that_are_two(a: str, b: str) -> None:
    assert not one_name(a, b)


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("Zelenskiy", "Volodymyr Zelenskyy", True),
        ("President Zelensky", "Zelenskyy", True),
        ("Vladimir Zelenskiy", "Volodymyr Zelenskyy", True),
        ("Zelenskiy", "Olena Zelenska", False),
        ("Ada Lind", "Lind", False),
        ("Ada Lind", "Ada B. Lind", True),
        ("Ada Lind", "Ida Lind", False),
        ("Peterson", "Nils Petersen", False),
        ("Kremlin", "Ada Kremlin Council", False),
        ("the minister", "Ada Minister", False),
    ],
)
def test_what_a_name_that_is_asked_for_may_be(asked: str, name: str, expected: bool) -> None:
    assert may_be(asked, name) == expected


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        ("a spokesman", True),
        ("the mayor of Oss", True),
        ("a senior spokesman for Oss", True),
        ("the Prime Minister", True),
        ("President", True),
        ("Oss police officials", True),
        ("Q", True),
        ("", True),
        ("Former Secretary", True),
        ("Some", True),
        ("6", True),
        ("R-Oss", True),
        ("Ro-Oss", False),
        ("Former Secretary Ada Lind", False),
        ("“”", True),
        ("President Lind", False),
        ("the Kremlin", False),
        ("Ministry of Harbours", False),
        ("van der Lind", False),
        ("Bashar al-Assad", False),
        ("习近平", False),
    ],
)
def test_who_is_only_described_is_nobody(name: str, nobody: bool) -> None:
    assert (parse(name) is None) == nobody


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the Kremlin", "The Kremlin", True),
        ("the Ministry of Harbours", "Harbours Ministry", True),
        ("Ministry of Harbours", "Ministry of Ferries", False),
        ("White House", "House", False),
        ("Ada Lind and Tor Hale", "Tor Hale", False),
    ],
)
def test_bodies(a: str, b: str, same: bool) -> None:
    assert (taken(a).key == taken(b).key) == same


def test_a_name_without_end_costs_little() -> None:
    for word in ("The ", "Mr ", "Ada ", "A. "):
        start = time.perf_counter()
        parse(word * 100_000 + "Lind")
        assert time.perf_counter() - start < 5


@given(st.text())
def test_any_name_can_be_taken_apart(name: str) -> None:
    parsed = parse(name)
    assert parsed is None or parsed.key
    assert parsed is None or parsed.family


@pytest.mark.parametrize(
    ("role", "field"),
    [
        ("prime minister of Norland", "politics"),
        ("Norland's prime minister", "politics"),
        ("striker for Oss United", "sport"),
        ("former striker", None),
        ("retired general", None),
        ("general", "army"),
        ("attorney general", None),
        ("president", None),
        ("", None),
    ],
)
def test_the_field_of_a_role(role: str, field: str | None) -> None:
    assert field_of(role) == field


def test_fields_of_different_people() -> None:
    assert apart(["sport"], ["politics"])
    assert not apart(["sport"], ["sport", "politics"]), "there is one who is both"
    assert not apart(["law"], ["politics"]), "many are both"
    assert not apart([], ["politics"])
    assert heads(["prime minister of Norland", "Oss mayor"]) == {"minister", "mayor"}
