"""Which cues report nothing, though they look like it?

The labelled sets have too few of each for a weight, and a reader must not find words under somebody's name who never
said them: "if Lind says", "Lind would not say why", "two men accused of theft", "a woman called Edda".
"""

from __future__ import annotations

from index.indirect.reporters import OWN, POSSESSIVES, Cue
from index.languages.reporting import Reporting, Verb
from index.speakers import Scene

NAME_REACH = 6  # tokens of a name after "called"
HEARERS_REACH = 3  # tokens after "addressed": "the party conference"


def reports_nothing(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> bool:
    """Is nothing said, by the reporter or at all, where this cue stands?"""
    if _gives_name(view, words, cue, verb) or _describes(view, words, cue, verb) or _idiom(view, words, cue, verb):
        return True
    who, tokens = cue.who, view.reading.tokens
    if who.mention is None:
        return False
    if verb.family == "hold" and no_stance(view, words, cue, verb):
        return True
    if "to" in who.flags and verb.family == "object" and who.how not in OWN:
        return True  # "flew to Oss to discuss the offer"
    if "not" in who.flags and verb.family in ("say", "tell") and verb.lemma not in words.denying:
        return True
    if who.mention.name.lower().split()[-1] in words.nobodies:
        return True
    if who.how not in OWN:
        return False
    before = tokens[who.first - 1] if who.first > cue.first else None
    if any(t.lower in words.suppositions for t in tokens[who.first : who.mention.first]):
        return True  # "neither Lind nor Hale said"
    if before is None:
        return _thing(view, words, cue, verb)
    if before.lower in words.suppositions or (before.lower in view.lexicon.complementisers and verb.family == "object"):
        return True  # "if Lind says", "claims that Lind rejected the offer"
    asks = before.tag == "auxiliary" and verb.form == "base" and tokens[cue.last - 1].text == "?"
    return asks or _thing(view, words, cue, verb)


def no_stance(view: Scene, words: Reporting, cue: Cue, verb: Verb, named: bool = True) -> bool:
    """Does nobody take a stand here? Only a person or body that does so itself does, and neither may nor might.

    `named` asks that it is one, and not some other thing: "the tolls threaten to rise".
    """
    m, how, flags = cue.who.mention, cue.who.how, cue.who.flags
    if m is None or m.name.lower() in words.things or how == "comma":
        return True
    if "modal" in flags or "to" in flags or (verb.form == "base" and not flags and not m.name.endswith("s")):
        return True
    if not named:
        return False
    if how in ("phrase", "far") or "not" in flags or (m.sort == "noun" and m.title not in view.lexicon.heads):
        return True
    return verb.form == "gerund" and not flags and verb.family == "hold"


def disowned(view: Scene, words: Reporting, i: int, first: int) -> bool:
    """Is the noun at a token somebody else's claim: "pushed back against claims that", "denied reports that"?"""
    if i == first:
        return False
    before = view.reading.tokens[i - 1]
    verb = words.verbs.get(before.lower)
    return before.tag == "preposition" or (verb is not None and (verb.family == "object" or verb.lemma == "deny"))


def _gives_name(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> bool:
    """ "A woman called Edda is", "the ship called Constance sank": a name and no more follows, and then the verb."""
    tokens = view.reading.tokens
    if verb.lemma not in words.naming or verb.form != "past" or cue.at == cue.first:
        return False
    end = cue.at + 1
    while end < min(cue.last, cue.at + NAME_REACH) and tokens[end].tag in ("name", "title"):
        end += 1
    if end == cue.at + 1:
        return False
    if end == cue.last:
        return True
    after = tokens[end]
    verbal = after.tag in ("auxiliary", "strong", "weak", "preposition") or after.lower in words.irregular_past
    return after.tag in ("point", "line") or verbal or (after.lower.endswith("ed") and after.tag == "word")


def _describes(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> bool:
    """ "Two men accused of theft": a participle, since nobody is named whom they accused; "the gang's calling card"."""
    tokens = view.reading.tokens
    if cue.at + 1 >= cue.last:
        return False
    before, after = tokens[cue.at - 1] if cue.at else None, tokens[cue.at + 1]
    if verb.form == "past":
        return verb.lemma in words.needing_object and after.tag == "preposition"
    owned = before is not None and before.lower in POSSESSIVES and cue.at - 1 > cue.first
    return owned and verb.form == "gerund" and after.tag == "word" and tokens[cue.at - 2].lower not in words.subjects


def _idiom(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> bool:
    """ "Late thanks to the snow", "called up in May", "addressed the press", "we heard him tell Lind": other meanings
    of the same word."""
    tokens = view.reading.tokens
    after = tokens[cue.at + 1] if cue.at + 1 < cue.last else None
    if verb.lemma == "thank" and verb.form == "third" and after is not None and after.lower in words.thanks_to:
        return True
    if verb.lemma == "call" and after is not None and after.lower in words.away:
        return True
    if verb.lemma == "address" and after is not None:
        heard = tokens[cue.at + 1 : min(cue.at + 1 + HEARERS_REACH, cue.last)]
        if any(t.lower in words.audiences for t in heard):
            return True
    m = cue.who.mention
    if verb.form != "base" or m is None or cue.who.how != "beside" or m.last != cue.at or cue.who.flags:
        return False
    before = tokens[cue.who.first - 1] if cue.who.first > cue.first else None
    if before is not None and (before.tag in ("preposition", "auxiliary") or before.lower in view.lexicon.going_on):
        return False  # "advisers to Lind say", "Lind and Hale say"
    return m.sort == "person" or m.name.lower() in words.singular


def _thing(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> bool:
    """ "The fall suggests that", "His comment signalled": things that speak for themselves say nothing."""
    m, lexicon = cue.who.mention, view.lexicon
    if verb.lemma not in words.inferring or m is None or m.sort != "noun":
        return False
    nouns = [t.lower for t in view.reading.tokens[m.first : m.last]]
    known = lexicon.heads | lexicon.documents | words.occasions
    return not any(w in known or w in lexicon.parts for w in nouns) and not nouns[-1].endswith("s")
