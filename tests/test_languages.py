"""In which language is an article, and who speaks where there is no table for it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.extracting import quotations_of
from index.languages import lexicon, lexicon_of, of_text
from index.model import Article

ENGLISH = (
    "The ferry to Oss was late again on Monday, and nobody who waited at the quay could say when it would come. "
    "The harbour has had no crane since March."
)
TEXTS = [
    (ENGLISH, "en"),
    # a few words, or none
    ("“We sail,” Lind said.", "en"),
    ("Count the boats", "en"),
    ("", "en"),
    ("12 345 678", "en"),
    # others, also those that share many words with English
    (
        "De veerboot naar Oss was maandag weer te laat, en niemand die op de kade stond te wachten wist of er die dag "
        "nog een boot zou komen. De haven heeft sinds maart geen kraan.",
        None,
    ),
    (
        "Fergen til Oss var for sen igjen mandag, og ingen av dem som sto på kaia og ventet der kunne si når den ville "
        "komme. Havnen har ikke hatt kran siden mars, og det er ikke bra for noen.",
        None,
    ),
    (
        "Le bac pour Oss est encore parti en retard lundi, et personne sur le quai ne savait quand il viendrait. "
        "Le port n’a plus de grue depuis le mois de mars.",
        None,
    ),
    ("Паром снова опоздал.", None),
    ("月曜日、フェリーはまた遅れた。「もう待てない」とリンドは言った。", None),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_language_of_a_text(text: str, code: str | None) -> None:
    assert of_text(text) == code


@pytest.mark.parametrize(
    ("language", "known"),
    [("en", True), ("en-GB", True), ("en_US", True), ("EN", True), ("fr", False), ("nb-NO", False)],
)
def test_the_articles_own_word_for_it_counts_first(language: str, known: bool) -> None:
    assert (lexicon_of(Article("a", ENGLISH, language=language)) is not None) == known


def rows(text: str, language: str | None) -> list[tuple[str, str, str | None]]:
    article = Article("a", text, language=language)
    return [(q.text, q.kind, q.speaker) for q in quotations_of(article)]


UNKNOWN = [
    # nobody is guessed at
    ("« Nous partons demain matin », a dit Ada Lind à Oss.", [("Nous partons demain matin", "direct", None)]),
    ("Ada Lind sa at «vi drar i morgen tidlig» til Oss.", [("vi drar i morgen tidlig", "fragment", None)]),
    # a colon says it in every language
    ("Ada Lind : « Nous partons demain matin. »", [("Nous partons demain matin.", "direct", "Ada Lind")]),
    ("Ada Lind: «Vi drar i morgen tidlig.»", [("Vi drar i morgen tidlig.", "direct", "Ada Lind")]),
    ("Les villes : « Nous partons demain matin. »", [("Nous partons demain matin.", "direct", None)]),
    # one word is a name or a term
    ("Le « Brack » est parti.", [("Brack", "term", None)]),
]


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_without_a_table_only_a_sure_speaker(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert rows(text, "fr") == expected


def test_the_next_language_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """German in a few words: the same code finds cue and speaker, in German order of speech."""
    words = lambda text: frozenset(text.split())  # noqa: E731
    german = replace(
        lexicon.ENGLISH,
        code="de",
        strong_cues=words("sagte sagt erklärte fragte"),
        weak_cues=words("nannte"),
        pronouns=words("er sie"),
        auxiliaries=words("hat ist"),
        determiners=words("der die das ein eine"),
        prepositions=words("in am zu von mit"),
        never_names=words("der die das er sie und in am montag"),
        commonest=words("der die das und ist nicht mit von am sie"),
    )
    monkeypatch.setitem(lexicon.LEXICONS, "de", german)
    text = "„Wir fahren morgen früh nach Oss“, sagte Ada Lind am Montag. Tor Hale nannte das „mutig“."
    assert rows(text, "de") == [
        ("Wir fahren morgen früh nach Oss", "direct", "Ada Lind"),
        ("mutig", "fragment", "Tor Hale"),
    ]
    assert rows(text, "fr")[0][2] is None
