"""Which words of a sentence may be reported without marks, and what speaks for and against it?

Each cue (a verb that reports, "according to", "a claim that") proposes the words that it may report, with explained
clues as in `clues`; what they weigh is fitted, and `indirect` decides. Work is done only at cues, and only within their
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.indirect import beside, complements, proposing, reporters
from index.indirect.proposing import Clause
from index.indirect.reporters import BREAKS, Cue, Reporter
from index.indirect.unsaid import no_stance, reports_nothing
from index.languages.reporting import Reporting, Verb
from index.speakers import Scene

MOST_CUES = 8  # in one sentence; more are lists and rubbish


def clauses(view: Scene, words: Reporting) -> Iterator[Clause]:
    """The proposals of every cue, in the order of the cues."""
    known, tokens = words.cues, view.reading.tokens
    yield from beside.headline(view, words)
    sentence = -1
    count = 0
    earlier: Reporter | None = None
    for i in [i for i, token in enumerate(tokens) if token.lower in known]:
        token = tokens[i]
        if view.reading.sentence_of[i] != sentence:
            sentence = view.reading.sentence_of[i]
            count = MOST_CUES if _teaser(view, words, i) else 0
            earlier = None
        count += 1
        if count > MOST_CUES:
            continue
        first, last = view.reading.bounds[sentence]
        verb = words.verbs.get(token.lower)
        if token.lower in view.lexicon.attributions:
            yield from beside.according(view, words, i, first, last)
        elif verb is None or reporters.is_noun(view, words, i, first, verb):
            if token.lower in words.nouns:
                yield from beside.noun(view, words, i, first, last)
        else:
            who = reporters.before_cue(view, words, i, first, verb, earlier)
            yield from _of_verb(view, words, Cue(i, first, last, verb, who), verb)
            if who.mention is not None and who.how in reporters.OWN:
                earlier = who


def _teaser(view: Scene, words: Reporting, i: int) -> bool:
    """Does a cue stand in a line that leads to another article: "READ MORE: Lind says ..."?"""
    tokens = view.reading.tokens
    first, last = view.reading.bounds[view.reading.sentence_of[i]]
    for k in range(first, min(first + 3, last)):
        if tokens[k].text == ":":
            return k > first
        if tokens[k].lower not in words.teasers:
            break
    return False


def _of_verb(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> Iterator[Clause]:
    """Words after the verb; where there are none, those before it or on both sides."""
    if verb.form == "past" and _passive(view, cue):  # "Hale was told": not by Hale
        return
    if reports_nothing(view, words, cue, verb):
        return
    inverted = reporters.after_cue(view, words, cue.at, cue.first, cue.last, verb)
    if inverted is None:
        made = list(_after(view, words, cue, verb))
        if made:
            yield from made
            return
    if verb.family in ("object", "hold") or verb.form == "gerund":
        return
    j = cue.at + 1
    who = cue.who
    if verb.family == "tell":
        j = complements.addressee(view, words, j, cue.last)
    if inverted is not None:
        who = Reporter(inverted, "inverted", cue.at, who.flags)
        j = inverted.last
    elif who.how not in reporters.OWN:
        return
    yield from _around(view, words, Cue(cue.at, cue.first, cue.last, verb, who), verb, j)


def _passive(view: Scene, cue: Cue) -> bool:
    by = cue.at + 1 < cue.last and view.reading.tokens[cue.at + 1].lower in view.lexicon.agents
    return by or "be" in cue.who.flags


def _after(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> Iterator[Clause]:
    """ "Lind said (Monday) (that) the talks would go on", "urged Hale to sign", "warned of a long winter"."""
    tokens = view.reading.tokens
    marker, start, told = _lead(view, words, cue, verb)
    if not marker or start >= cue.last:
        return
    if tokens[start].tag == "quote" and complements.ends_with(view, start, ",.!?…"):
        return  # nothing but words in marks
    said = tokens[cue.first : cue.who.first]
    if marker != "that" and said and all(t.tag in ("quote", "point") for t in said):
        return  # “...,” she said over the phone
    end = complements.end(view, words, start, cue.last, verb)
    if cue.who.mention is not None and cue.who.mention.name.lower() in view.lexicon.relatives:
        end = complements.relative_end(view, words, start, end)
    if tokens[start].lower in words.proforms and (
        start + 1 >= end or tokens[start + 1].tag in ("point", "preposition") or tokens[start + 1].lower in ("to", "on")
    ):
        return  # "Skippers say otherwise", "said goodbye to"
    if marker == "bare":
        marker, end = _bare(view, words, verb, start, end)
    elif marker in ("np", "prep", "to"):
        end = complements.short_end(view, words, start, end, commas=marker != "to")
    if verb.family == "hold" and marker not in ("prep", "to"):
        marker = "np"  # "attacked loopholes that benefit others": a thing, whatever follows it
    if _no_words(view, words, cue, verb, marker, (start, end)):
        return
    for stop, why in complements.ends(view, words, start, end):
        yield from proposing.made(view, words, cue, start, stop, f"after {marker}{told}", why)


def _no_words(view: Scene, words: Reporting, cue: Cue, verb: Verb, marker: str, at: tuple[int, int]) -> bool:
    """Do the tokens at a place after a verb tell where, how or what about, or of no stand, and not what was said?"""
    first = view.reading.tokens[at[0]]
    if marker == "bare" and not verb.thing and first.lower == "to":
        return True  # "replied to Lind's letter"
    if verb.family == "show" and marker in ("np", "pro", "wh", "to"):
        return True  # "found a job", "showed how the sea came in"
    if marker == "bare":
        return _leads_off(view, words, *at)  # "what he said about the bridge", "said as he left"
    if verb.family == "hold" and first.lower in words.question_words:
        return True  # "disputed who supported which bill"
    about = first.lower in words.by_way_of and not _leads_off(view, words, *at)  # "about 20 boats had left"
    led = first.lower in words.on or (first.tag == "preposition" and not about)
    if marker == "np" and (not verb.thing or led):
        return True  # "said in a commentary", "an experience Hale described in his book"
    # "the tolls may decide to rise", "a storm threatens the harbour"
    return marker in ("np", "to") and no_stance(view, words, cue, verb, named=marker == "to")


def _lead(view: Scene, words: Reporting, cue: Cue, verb: Verb) -> tuple[str, int, str]:
    """What leads from a verb to the words, the token where they begin, and "told" where it says to whom.

    "that", "wh", "to", "prep", "np" (a thing), "bare" (nothing, a clause or a thing); "" where no words follow.
    """
    tokens = view.reading.tokens
    last = cue.last
    j = cue.at + 1
    if j < last and (verb.lemma, tokens[j].lower) in words.particles:
        j += 1
    told = ""
    if verb.family in ("tell", "object") or verb.urging:
        after = complements.addressee(view, words, j, last)
        told = "told" if after > j else ""
        j = after
    j = complements.adverbials(view, words, j, last)
    if j >= last:
        return "", j, told
    marked = complements.that(view, words, cue.at + 1, last)
    token = tokens[j]
    if marked >= 0 and verb.family != "hold" and (marked <= j or token.tag != "point"):
        return "that", marked + 1, told
    if token.tag in ("point", "line"):
        return "", j, told
    if token.lower in words.question_words:
        return "wh", j, told
    if token.lower == "to" and (verb.urging if told else verb.infinitive):
        return "to", j, told
    if token.lower in verb.prepositions:
        return "prep", j + 1, told
    if told and verb.family != "tell":  # "call the deal a mistake", "urge restraint"
        return "np", complements.adverbials(view, words, cue.at + 1, last), told
    return "bare", j, told


def _leads_off(view: Scene, words: Reporting, start: int, end: int) -> bool:
    """Do words without a lead say where or about what was spoken, and not what?"""
    tokens = view.reading.tokens
    word = tokens[start].lower
    if word in words.by_way_of:  # "about 20 boats had left", "about the bridge"
        return start + 1 < end and not tokens[start + 1].text[:1].isdigit()
    opens = word in view.lexicon.going_on or (
        word in words.joiners and not any(t.text == "," for t in tokens[start:end])
    )
    return word in words.no_clause or opens


def _bare(view: Scene, words: Reporting, verb: Verb, start: int, end: int) -> tuple[str, int]:
    """What words without a lead are, and where they end: a thing ends sooner than a clause."""
    short = complements.short_end(view, words, start, end, commas=False)
    marker = complements.has_verb(view, words, start, short)
    if marker == "bare" and verb.lemma not in words.clausal and not complements.clause_verb(view, words, start, end):
        marker = "np"
    if marker != "np" or verb.lemma in words.clausal:
        return marker, end
    if verb.family == "object":
        short = complements.short_end(view, words, start, end, commas=True)
    return marker, short


def _around(view: Scene, words: Reporting, cue: Cue, verb: Verb, j: int) -> Iterator[Clause]:
    """ "The talks would go on, Lind said"; "The talks, said Lind, would go on". The attribution ends before token j."""
    tokens = view.reading.tokens
    j = complements.aside(view, words, complements.adverbials(view, words, j, cue.last), cue.last)
    close = cue.who.first - 1
    m = cue.who.mention
    if cue.who.how == "apposition" and m is not None and m.last + 2 >= cue.at and tokens[m.last].text == ",":
        return  # "The mayor of Oss, Tor Hale, ruled out talks": what stands before the name is his role
    if tokens[cue.who.first].lower in words.question_words:
        return  # "the bridge, which officials say is old"
    if close < cue.first or not (tokens[close].text in BREAKS or tokens[close].tag == "quote"):
        return
    start = complements.opening(view, cue.first, close)
    if j + 1 < cue.last and tokens[j].text == ":" and tokens[j + 1].tag == "quote":
        return  # When asked about the talks, she said: “...”
    if tokens[start].lower in words.circumstantial and not any(t.text == "," for t in tokens[start:close]):
        return  # "After the talks, Lind said, “...”"
    left = complements.has_verb(view, words, start, close)
    made = list(
        proposing.made(view, words, cue, start, close + (tokens[close].tag == "quote"), "before", (f"left {left}",))
    )
    yield from made
    if not made or j >= cue.last or tokens[j].text not in BREAKS:
        return
    if not complements.goes_on(view, words, j + 1, cue.last):
        return
    if left == "bare" and cue.who.how == "inverted" and tokens[j + 1].tag == "determiner":
        return  # "..., said Tor Hale, the envoy"
    shape = (f"left {left}", f"left {left} {cue.who.how} {tokens[j + 1].tag}")
    end = complements.end(view, words, j + 1, cue.last, verb)
    for stop, why in complements.ends(view, words, j + 1, end):
        yield from proposing.made(view, words, cue, j + 1, stop, "rest", (*shape, *why), half=True)
