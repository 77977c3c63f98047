"""Where do the words that a cue reports begin, and where do they end?

After the cue it may first say to whom, when and where it was said; the words end with their sentence, or where another
report begins. A comma after which the writer may go on is a second possible end: what it weighs is fitted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from index.indirect.reporters import BREAKS, DASHES, ends_mention
from index.languages.reporting import Reporting, Verb
from index.speakers import Scene
from index.speakers.reading import Token

THAT_REACH = 14  # tokens from a cue to its "that", over whom it was told to and where
WHERE_REACH = 7  # tokens of "in a televised interview"
ASIDE_REACH = 10
DATELINE_REACH = 12
_NOUNS = frozenset(("word", "title", "name"))
_NOUN_WORDS = frozenset(("determiner", "word", "title", "name"))


def addressee(view: Scene, words: Reporting, j: int, last: int) -> int:
    """The token after whom it was told to ("reporters", "the Oss Herald", "him"); j where nobody is named."""
    tokens = view.reading.tokens
    if j >= last:
        return j
    if tokens[j].lower in words.addressees:
        owner = tokens[j].lower in view.lexicon.owners and j + 1 < last and tokens[j + 1].tag == "word"
        if owner and tokens[j + 1].lower not in words.question_words:
            return _noun_phrase(view, j, last)
        return j + 1
    if tokens[j].tag in ("determiner", "name", "title"):
        return _noun_phrase(view, j, last)
    k = bisect_left(view.starts, j)
    near = k < len(view.found) and view.found[k].first <= j + 1 and view.found[k].sort != "pronoun"
    return min(view.found[k].last, last) if near else j


def _noun_phrase(view: Scene, j: int, last: int) -> int:
    """The end of a noun phrase that begins here, as far as can be seen: its first mention's, or its capitals'."""
    tokens = view.reading.tokens
    k = bisect_left(view.starts, j)
    if k < len(view.found) and view.found[k].first <= j + 3:
        m = view.found[k]
        if all(t.tag in _NOUN_WORDS for t in tokens[j : m.first]):
            return min(m.last, last)
    end = j + 1
    while end < last and tokens[end].tag in ("name", "title"):
        end += 1
    if end == j + 1 and tokens[j].tag == "determiner":
        end += 1
    return min(end, last)


def adverbials(view: Scene, words: Reporting, j: int, last: int) -> int:
    """Over "Monday", "in a statement", "on Twitter", "earlier this week": when and where it was said."""
    tokens = view.reading.tokens
    while j < last:
        word = tokens[j].lower
        if word in words.days or (word in words.times and tokens[j - 1].lower in words.days):
            j += 1
        elif word in words.which_time and j + 1 < last and tokens[j + 1].lower in words.times:
            j += 2
        elif tokens[j].tag == "preposition" or word in words.by_way:
            end = _occasion(view, words, j, last)
            if end == j:
                break
            j = end
        else:
            break
    return j


def _occasion(view: Scene, words: Reporting, j: int, last: int) -> int:
    tokens = view.reading.tokens
    for k in range(j + 1, min(j + WHERE_REACH, last)):
        if tokens[k].lower in words.occasions or tokens[k].lower in words.days:
            k += 1
            while k < last and tokens[k].lower in words.occasions:
                k += 1
            return k
        if tokens[k].tag in ("point", "quote", "line", "auxiliary"):
            break
    return j


def aside(view: Scene, words: Reporting, j: int, last: int) -> int:
    """Over a prepositional phrase that ends an attribution: "Lind said from Oss", "he said of the talks"."""
    tokens = view.reading.tokens
    if j >= last or not (tokens[j].tag == "preposition" or tokens[j].lower == "on"):
        return j
    for k in range(j + 1, min(j + ASIDE_REACH, last)):
        if tokens[k].text in BREAKS or tokens[k].text in (".", ";"):
            return k
        if tokens[k].tag in ("auxiliary", "strong", "quote") and tokens[k].lower not in ("on", "to"):
            break
    return j


def that(view: Scene, words: Reporting, j: int, last: int) -> int:
    """The "that" which belongs to a cue, or -1: "told reporters in Oss on Monday that"."""
    tokens, verbs = view.reading.tokens, words.verbs
    commas = 0
    for k in range(j, min(j + THAT_REACH, last)):
        token = tokens[k]
        if token.lower in view.lexicon.complementisers:
            after_noun = k > j + 1 and _is_noun_before(view, words, k)
            return -1 if after_noun or (commas == 1 and tokens[k - 1].text != ",") else k
        if token.tag in ("quote", "line") or token.text in (".", ";", ":", "?", "!"):
            return -1
        commas += token.text == ","
        verb = verbs.get(token.lower)
        finite = verb is not None and verb.form in ("past", "third") and k > j
        if commas > 2 or finite or (token.tag == "auxiliary" and token.lower not in words.idle):
            return -1
    return -1


def _is_noun_before(view: Scene, words: Reporting, k: int) -> bool:
    """Does "that" follow a thing ("said of the plan that failed") and neither a person nor a time?"""
    before = view.reading.tokens[k - 1]
    if before.tag != "word" or before.lower.endswith("ly") or ends_mention(view, k):
        return False
    return before.lower not in words.days and before.lower not in words.occasions


def has_verb(view: Scene, words: Reporting, start: int, end: int) -> str:
    """What words without "that" look like: "bare" a clause with its verb, "pro" a pronoun first, "np" only a thing."""
    for t in view.reading.tokens[start:end]:
        if t.tag == "auxiliary" and t.lower not in words.idle:
            return "bare"
        if t.lower in words.modals or t.lower in ("'s", "’s"):
            return "bare"
        if len(t.lower) > 4 and t.lower.endswith("ed") and t.tag != "name":
            return "bare"
    return "pro" if view.reading.tokens[start].lower in words.subjects else "np"


def clause_verb(view: Scene, words: Reporting, start: int, end: int) -> bool:
    """Does a finite verb follow a subject here: "the talks failed", not "a deal that failed"?"""
    tokens = view.reading.tokens
    for k in range(start, end):
        t = tokens[k]
        if t.tag == "quote":
            return True
        if k > start and (t.text in BREAKS or t.lower in words.inside or t.lower in view.lexicon.relative_words):
            return False
        if (t.tag == "auxiliary" and t.lower not in words.idle) or t.lower in words.modals or t.lower in ("'s", "’s"):
            if t.lower not in ("'s", "’s") or tokens[k - 1].lower in words.subjects:
                return True
        elif k > start and len(t.lower) > 4 and t.lower.endswith("ed") and t.tag not in ("name", "determiner"):
            after = tokens[k + 1].tag if k + 1 < end else "point"
            if tokens[k - 1].tag in _NOUNS and after != "word":
                return True
        elif t.lower in words.irregular_past and k > start:
            return True
    return False


def end(view: Scene, words: Reporting, start: int, last: int, verb: Verb) -> int:
    """Where the reported words end at the latest: with their sentence, or where another report begins."""
    tokens = view.reading.tokens
    for k in range(start, last):
        token = tokens[k]
        if token.tag == "point":
            if token.text == ";" or (k + 1 < last and _caption_follows(token, tokens[k + 1])):
                return k
            if token.text in BREAKS and _report_follows(view, words, k + 1, last, verb):
                return k
        elif token.tag == "line":
            return k
        elif token.tag == "quote":
            if k + 1 < last and tokens[k + 1].text[:1].isupper() and ends_with(view, k, ".!?…"):
                return k + 1
        elif token.lower in words.joiners:
            if k > start and _report_follows(view, words, k, last, verb):
                return k
        elif token.lower in view.lexicon.attributions and k + 1 < last and tokens[k + 1].lower in words.to:
            return k
    return last


def relative_end(view: Scene, words: Reporting, start: int, last: int) -> int:
    """Where what "who said" reports ends: before the comma after which the sentence's own verb follows."""
    tokens = view.reading.tokens
    for k in range(start + 1, last - 1):
        here, after = tokens[k], tokens[k + 1]
        comma = here.text == "," or (here.tag == "quote" and ends_with(view, k, ","))
        verbal = after.tag in ("word", "strong", "weak", "auxiliary") and not after.lower.endswith("ing")
        if comma and verbal and after.lower not in words.takeovers and after.lower not in words.joiners:
            return k + (here.tag == "quote")
    return last


def _caption_follows(token: Token, after: Token) -> bool:
    return token.text in (".", "?", "!") and (after.text in ("(", "@", "#") or after.lower.startswith("http"))


def ends_with(view: Scene, k: int, points: str) -> bool:
    """Does a token of words in marks end with one of these points?"""
    stretch = view.stretches[view.reading.tokens[k].quote]
    point = view.text[max(stretch.start, stretch.end - 6) : stretch.end].rstrip("\"”’'» \u00a0")[-1:]
    return point != "" and point in points


def _report_follows(view: Scene, words: Reporting, k: int, last: int, verb: Verb) -> bool:
    """Does another report begin here: "adding that", "but Hale said", "and warned of", "said Hale"?"""
    tokens = view.reading.tokens
    joined = k < last and tokens[k].lower in words.joiners
    k += joined
    while k < last and tokens[k].lower in words.adverbs:
        k += 1
    if k >= last:
        return False
    if tokens[k].lower in view.lexicon.attributions and not joined:
        return True
    here = words.verbs.get(tokens[k].lower)
    if here is not None and here.family in ("say", "tell") and not here.noun:
        if here.form == "gerund":
            return True
        again = joined and here.form == verb.form and here.lemma in words.core
        again = again or (joined and k + 1 < last and tokens[k + 1].lower in view.lexicon.complementisers)
        return again or (here.lemma in ("say", "add") and here.form in ("past", "third"))
    at = bisect_left(view.starts, k)
    if at == len(view.found) or view.found[at].first > k + 3:
        return False
    after = view.found[at].last
    until = min(after + 3, last)
    while after < until and (tokens[after].tag == "auxiliary" or tokens[after].lower in words.adverbs):
        after += 1
    told = words.verbs.get(tokens[after].lower) if after < last else None
    if told is None or told.form == "gerund":
        return False
    following = tokens[after + 1].lower if after + 1 < last else ""
    return (
        told.lemma in words.core
        or following in view.lexicon.complementisers
        or (joined and following in words.to and told.infinitive)
    )


def ends(view: Scene, words: Reporting, start: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The possible ends with their clues: the last one, and the first comma and dash where the writer may take over."""
    tokens = view.reading.tokens
    cuts: dict[str, int] = {}
    comma = False
    for k in range(start + 2, last - 2):
        if tokens[k].text in DASHES:
            cuts["dash"] = k
            break
        if tokens[k].text == "," and not comma:
            word = tokens[k + 1].lower
            participle = word.endswith("ing") and len(word) > 4 and tokens[k + 1].tag != "name"
            if word in words.takeovers or participle:
                cuts["ing" if participle else word] = k
                comma = True
    yield last, (*(f"long {sort}" for sort in cuts), *(("long",) if cuts else ()))
    for sort, k in cuts.items():
        yield k, ("cut", f"cut {sort}")


def short_end(view: Scene, words: Reporting, start: int, last: int, commas: bool) -> int:
    """Where a thing or an infinitive ends: before "when", "and then went", "on Thursday" and, if asked, any comma."""
    tokens = view.reading.tokens
    for k in range(start + 1, last):
        token = tokens[k]
        if token.lower in words.subordinators or (commas and token.text in BREAKS):
            return k - (k > start + 1 and tokens[k - 1].lower == "all")
        following = tokens[k + 1].lower if k + 1 < last else ""
        if token.lower in words.before_times and (following in words.days or _occasion(view, words, k, last) > k):
            return k
        if token.lower in view.lexicon.going_on and (following in words.subjects or _finite(words, following)):
            return k
        if token.lower in words.clause_joints and tokens[k - 1].text == "," and _subject_at(view, k + 1):
            return k - 1
    return last


def _subject_at(view: Scene, k: int) -> bool:
    """Does a sentence's subject begin here, after an article or title at most?"""
    at = bisect_left(view.starts, k)
    return at < len(view.found) and view.found[at].first <= k + 1 and view.subject[at] > 1


def _finite(words: Reporting, word: str) -> bool:
    if word in words.forms_of_be or word in words.forms_of_have or word in words.modals:
        return True
    return len(word) > 4 and word.endswith("ed")


def goes_on(view: Scene, words: Reporting, j: int, last: int) -> bool:
    """Does what follows an attribution go on with the words before it: "The talks, Lind said, would go on"?"""
    if j >= last:
        return False
    token = view.reading.tokens[j]
    if token.tag == "quote" or (token.lower.endswith("ing") and token.tag != "name"):
        return False
    return token.lower not in words.afterwards


def opening(view: Scene, first: int, close: int) -> int:
    """Where words before an attribution begin: at the sentence's start, after a dateline, a colon or a semicolon."""
    tokens = view.reading.tokens
    start = first
    for k in range(first, min(first + DATELINE_REACH, close)):
        if tokens[k].text in DASHES and tokens[first].text.isupper():
            return k + 2 if k + 1 < close and tokens[k + 1].text in DASHES else k + 1
        if tokens[k].text in (":", ";"):
            start = k + 1
    for k in range(close - 2, start, -1):
        if tokens[k].text in (".", "!", "?") and (
            tokens[k + 1].tag == "quote" or tokens[k + 1].text[0] in "(“" or tokens[k + 1].text[0].isupper()
        ):
            return k + 1
    return start
