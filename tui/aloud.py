"""How is what a command found told to somebody who hears it? One fact a line, in words, what matters first.

Made from the objects of `--json`, so that every command has it. No sign, column or colour means anything here:
a line is a label, a colon and what it is; an empty line ends what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from index.days import written
from index.model import Alteration
from tui.saying import NOT_KNOWN, alteration_words, named
from tui.verdicts import TOLD

Form = Mapping[str, Any]
Teller = Callable[[Form], Iterator[str]]

SILENT: Final = frozenset(  # what is for programs, or said in another line
    (
        *("path", "start", "end", "speaker_text", "confidence", "language", "characters", "event", "added", "hits"),
        *("article", "utterance", "known_as", "continues", "role", "perhaps", "score", "altered", "link", "a", "b"),
        *("within", "said_by", "event_published", "rules", "rules_of_this_version", "copied_before", "altered_by"),
        *("said", "words"),
    )
)
STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT")
TIME: Final = re.compile(r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|([+-])(\d\d:\d\d))?")
LABELS: Final = {
    "id": "Id",
    "quote": "Id",
    "a": "First",
    "b": "Second",
    "url": "Address",
    "spellings": "Spelled",
    "copies": "Agency copy of",
    "event_title": "Event",
    "shared": "Printed elsewhere",
    "corrected": "Corrected by you",
    "judged": "Your word on it",
}
COUNTED: Final = {  # numbers, with what they count: one, several
    "quotations": ("quotation", "quotations"),
    "articles": ("article", "articles"),
    "outlets": ("outlet", "outlets"),
    "independent": ("outlet", "outlets"),
    "shared": ("quotation", "quotations"),
    "notes": ("note", "notes"),
    "links": ("link", "links"),
    "new": ("article", "articles"),
}
HEARD: Final = ("read", "new", "articles", "quotations", "links")  # also where there is none


def told(form: Form) -> str:
    """An object of `--json` as lines, with an empty one after it."""
    return "\n".join([*_lines(form), ""])


def _lines(form: Form) -> Iterator[str]:
    evidence = form.get("evidence")
    form = {key: value for key, value in form.items() if not (evidence and key in ("quote", "diff"))}
    if isinstance(form.get("quote"), Mapping):  # another printing: its words and place are the row's
        row = {key: value for key, value in form.items() if key != "quote"}
        yield from _lines({**(_turned(row) if form.get("said") else row), **form["quote"]})
        return
    text = form.get("text") if "characters" in form else None  # a whole article: its text stands last, as it is
    told_by = {"text"} if text is not None else set()
    for key, teller in TELLERS:
        if key in form and key not in told_by:
            yield from teller(form)
    for key, value in form.items():
        if key not in KNOWN and (key not in SILENT or (key in ("a", "b") and "score" not in form)):
            yield from _plain(key, value)
    if text is not None:
        yield from ("", str(text))


def _turned(form: Form) -> dict[str, Any]:
    """Another printing that is the transcript: what was said comes first, what became of it here after it."""
    diff = [[{"insert": "delete", "delete": "insert"}.get(op, op), new, old] for op, old, new in form["diff"]]
    changes = [[what, new, old] for what, old, new in form["alterations"]]
    return {**form, "diff": diff, "alterations": changes, "transcript": True}


def _plain(key: str, value: object) -> Iterator[str]:
    """A value that nothing more is known of; nothing where it is unknown or empty."""
    label = LABELS.get(key, key.replace("_", " ").capitalize())
    if value is None or value in ("", [], {}) or (value in (False, 0) and key not in HEARD):
        return
    if isinstance(value, bool):
        yield f"{label}: {'yes' if value else 'no'}"
    elif isinstance(value, int) and key in COUNTED:
        yield f"{label}: {_count(value, COUNTED[key])}"
    elif isinstance(value, int | float):
        yield f"{label}: {value:,}"
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _plain(f"{label} {name.replace('_', ' ')}", one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _plain(key, one[0] if isinstance(one, list) and one else one)
    else:
        text = str(value)
        yield f"{label}: {_date(text) if STAMP.match(text) else _one_line(text)}"


def _count(number: int, names: tuple[str, str]) -> str:
    return f"{number:,} {names[number != 1]}" if number else f"no {names[0]}"


def _one_line(text: str) -> str:
    """Words on one line, changes told by arrows in words."""
    return " ".join(text.split()).replace("” → “", "” became “").replace(" · ", ", ")


# --- what has words of its own


def _name(form: Form) -> Iterator[str]:
    yield f"Name: {_one_line(form['name'])}"


def _headline(form: Form) -> Iterator[str]:
    """An article's own title, first; what else has one tells it among its places."""
    if "characters" in form:
        yield f"Article: {_one_line(form['title'] or 'without a title')}"


def _title(form: Form) -> Iterator[str]:
    if "characters" not in form and form["title"]:
        yield f"Article: {_one_line(form['title'])}"


def _reason(form: Form) -> Iterator[str]:
    if form["reason"]:
        yield f"Reason: {_one_line(form['reason'])}"


def _verdict(form: Form) -> Iterator[str]:
    yield f"Verdict: {TOLD[form['verdict']]}"


def _sentence(form: Form) -> Iterator[str]:
    words = _one_line(form.get("words") or form["text"])
    if form.get("kind") == "indirect":
        yield f"In the writer's words: {words}"
    else:
        yield f"Words: “{words}”"


def _passage(form: Form) -> Iterator[str]:
    yield f"Passage: {_one_line(form['passage'])}"
    words = dict.fromkeys(form["passage"][a - form["start"] : b - form["start"]] for a, b in form.get("hits", ()))
    yield from (f"Found: {_one_line(one)}" for one in words if one)
    yield f"Id: {form['article']}#{form['start']}-{form['end']}"


def _speaker(form: Form) -> Iterator[str]:
    name = form["speaker"]
    unsure = "perhaps " if form.get("perhaps") and name else ""
    yield f"Said by: {unsure}{_one_line(named(name, form.get('role'))) if name else NOT_KNOWN}"


def _relation(form: Form) -> Iterator[str]:
    relation, score = form["relation"], form.get("score")
    if relation == "none":
        yield "Relation: too little alike to be the same words"
    elif relation == "echo":
        yield "Relation: echo, the same words said at another time or by another person"
    elif relation:
        yield f"Relation: {relation}"
    if score is not None and relation != "echo":
        sure = min(99, round(score * 100)) if score < 1 else 100
        yield f"Sure to be the same words: {sure} percent"
    if form.get("altered") and not form.get("alterations"):
        yield "Meaning: altered"


def _alterations(form: Form) -> Iterator[str]:
    for what, old, new in form["alterations"]:
        change = alteration_words(Alteration(what, old, new)).removeprefix(what)
        yield f"Meaning altered, {what}: {_one_line(change)}"


def _diff(form: Form) -> Iterator[str]:
    if form.get("relation") == "paraphrased":  # words of two people: every one of them would be another
        return
    for op, old, new in form["diff"] or ():
        was, now = _one_line(old), _one_line(new)
        if op != "equal" and was and now:
            yield f"Changed: “{was}” became “{now}”"
        elif op != "equal" and (was or now):
            yield f"Left out: “{was}”" if was else f"Put in: “{now}”"


def _outlet(form: Form) -> Iterator[str]:
    yield f"Outlet: {_one_line(form['outlet']) if form['outlet'] else 'not known'}"


def _published(form: Form) -> Iterator[str]:
    yield f"Date: {_date(form['published'])}"


def _date(published: str | None) -> str:
    """A date, and the time of day where it has one: "2 November 2026, 08:00, UTC plus 01:00"."""
    day = written(published, "long") or "not known"
    timed = TIME.search(published or "")
    if timed is None:
        return day
    clock, sign, offset = timed.groups()
    ahead = f"UTC {'plus' if sign == '+' else 'minus'} {offset}" if sign and offset != "00:00" else "UTC"
    return f"{day}, {clock}, {ahead}" if timed.group(0) != f"T{clock}" else f"{day}, {clock}"


def _place(form: Form) -> Iterator[str]:
    if form.get("transcript"):
        yield "Place: what was really said, the transcript"
    elif form["place"] is None:
        yield "Place: not known, for it has no date"
    else:
        first, last = form["place"]
        yield f"Place: number {first}" if first == last else f"Place: between number {first} and number {last}"


def _after(form: Form) -> Iterator[str]:
    days = (form["after"] or {}).get("days")
    if days is not None:
        yield f"After the first: {_count(days, ('day', 'days')) if days else 'the same day'}"


def _kept(form: Form) -> Iterator[str]:
    yield f"Kept: {form['kept']} percent of the words"


def _first(form: Form) -> Iterator[str]:
    first = form["first"]
    if isinstance(first, Mapping):
        yield f"First printed by: {first['outlet'] or 'an outlet not known'}, {_date(first['published'])}"
    elif first:
        yield f"First printed: {_date(first)}"


def _outlets(form: Form) -> Iterator[str]:
    outlets = form["outlets"]
    if isinstance(outlets, int):
        yield f"Printed by: {_count(outlets, COUNTED['outlets'])}"
    elif not outlets:
        yield "Printed by: nobody"
    else:
        yield from (f"Printed by: {_one_line(name or 'an outlet not known')}" for name in outlets)


def _independent(form: Form) -> Iterator[str]:
    if form["independent"] != form.get("outlets"):
        yield f"Not copied from an agency: {_count(form['independent'], COUNTED['outlets'])}"


def _cells(form: Form) -> Iterator[str]:
    altered = form.get("altered_by", ())
    for outlet, done in form["cells"].items():
        if done is not None:
            done = "left out" if done in ("left out", "left_out") else done
            yield f"{_one_line(outlet)}: {done}{', meaning altered' if outlet in altered else ''}"


def _left_out(form: Form) -> Iterator[str]:
    if "cells" not in form:
        yield from (f"Left out by: {_one_line(name)}" for name in form["left_out"])


def _printings(form: Form) -> Iterator[str]:
    """How each printed it; a matrix has said so."""
    if "cells" in form:
        return
    for one in form["printings"]:
        yield ""
        yield from _lines({**one, "relation": None if one.get("transcript") else one["relation"]})


def _within(form: Form, key: str) -> Iterator[str]:
    for one in form[key]:
        yield ""
        yield from _lines(one)


def _quoted(form: Form) -> Iterator[str]:
    yield from _within(form, "both")


def _evidence(form: Form) -> Iterator[str]:
    yield from _within(form, "evidence")


def _transcript(form: Form) -> Iterator[str]:
    if form["transcript"] and "place" not in form:
        yield "Transcript: yes, this is what was really said"


def _quotes(form: Form) -> Iterator[str]:
    if isinstance(form["quotes"], int):
        yield f"Quotations: {_count(form['quotes'], COUNTED['quotations'])}"


TELLERS: Final[tuple[tuple[str, Teller], ...]] = (  # in the order in which they are told
    ("verdict", _verdict),
    ("reason", _reason),
    ("name", _name),
    ("title", _headline),
    ("text", _sentence),
    ("passage", _passage),
    ("speaker", _speaker),
    ("place", _place),
    ("relation", _relation),
    ("alterations", _alterations),
    ("outlet", _outlet),
    ("published", _published),
    ("title", _title),
    ("after", _after),
    ("kept", _kept),
    ("diff", _diff),
    ("first", _first),
    ("outlets", _outlets),
    ("independent", _independent),
    ("left_out", _left_out),
    ("cells", _cells),
    ("transcript", _transcript),
    ("quotes", _quotes),
    ("printings", _printings),
    ("both", _quoted),
    ("evidence", _evidence),
)
KNOWN: Final = frozenset(key for key, _ in TELLERS)
