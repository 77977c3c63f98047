"""What does a typed query mean?

    query   = any ;  any = all {"OR" all} ;  all = not {["AND"] not} ;  not = ["NOT"] part
    part    = [field ":"] ( word | "phrase" | "(" any ")" | date | "[" [date] "TO" [date] "]" | tag | state )

AND, OR and NOT are written in capitals. `*` stands for any letters and `?` for one; a `?` that ends a word is
punctuation, since whole sentences are pasted here. `word~` forgives typing errors. A query is never refused for what
can be forgiven (an open quote mark or parenthesis, a lonely operator): a note says what was understood.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from msgspec import Struct
from rapidfuzz.distance import OSA

from index.query.leaves import UnreadableError, exactly, leaf, typed
from index.query.tree import STATES, All, Dates, Either, Field, Node, Not, joined

FIELDS: Final[dict[str, Field]] = {name: name for name in get_args(Field) if name != "any"}
FIELD_NAMES: Final = (*FIELDS, "published")

# A query is typed or pasted by hand: the longest sentence of the labelled news is under 1,500 characters.
LONGEST: Final = 10_000
DEEPEST: Final = 40
MOST_PARTS: Final = 400


class Query(Struct, frozen=True):
    """What was typed and what it means; `root` is None where nothing is searched for yet. `notes` are sentences.

    `lacks` says there, in a sentence, what is to be typed yet; it is empty where nothing was typed.
    """

    text: str
    root: Node | None
    notes: tuple[str, ...] = ()
    lacks: str = ""


class QueryProblem(Struct, frozen=True):
    """Why a query can't be understood, in a sentence, and the character at which that shows (0 is the first)."""

    text: str
    message: str
    at: int


TYPE_ON: Final = "Type on: words are looked for from three letters on."
NO_WORD: Final = "There is no word in this query."
QUESTIONS: Final = {  # what may follow a field's name, where that is not any name
    "is": f"is: {', '.join(STATES[:-1])} or {STATES[-1]}?",
    "published": "published: when? 2025-11, or [2025-11 TO 2025-12]",
}

_OPEN: Final = '"“”„«»'
_CLOSE: Final = {'"': '"“”', "“": '”"', "”": '”"', "„": '“”"', "«": "»", "»": "«»"}
_BREAK: Final = re.compile(rf"[\s(){_OPEN}]")
_SPACE: Final = re.compile(r"\s*")
_FIELD: Final = re.compile(r"([^\W\d_]+):(?!//)")
_RANGE: Final = re.compile(r"\[([^\[\]]*?)(?:\]|\Z)")
_TO: Final = re.compile(r"\s*(\S*)\s*\bTO\b\s*(\S*)\s*\Z")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.+Zz-]*\Z")


class _ParseError(Exception):
    """Leaves the parser; `parse` turns it into a QueryProblem."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def parse(text: str, *, typing: bool = False) -> Query | QueryProblem:
    """What `text` asks for.

    With `typing` the text may go on: its last word, when no space follows, is the beginning of a word if it has three
    letters, and left out below that; of outlets, speakers, tags and states one letter is enough.
    """
    if len(text) > LONGEST:
        return QueryProblem(text, f"The query is longer than {LONGEST:,} characters.", LONGEST)
    parser = _Parser(text, typing)
    try:
        root = parser.whole()
    except _ParseError as failed:
        return QueryProblem(text, f"{failed.message} (at character {failed.at + 1}).", failed.at)
    lacks = "" if root or not text.strip() else parser.lacks or (TYPE_ON if typing else NO_WORD)
    return Query(text, root, tuple(dict.fromkeys(parser.notes)), lacks)


class _Parser:
    """One pass over the text from left to right; `at` is the next character."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text, self.typing = text, typing
        self.at = 0
        self.depth = self.parts = 0
        self.notes: list[str] = []
        self.lacks = ""

    def whole(self) -> Node | None:
        found = self.any_of("any")
        nodes = [found] if found else []
        while not self.ended():
            self.notes.append(f"The closing parenthesis at character {self.at + 1} was left out: none is open.")
            self.at += 1
            if more := self.any_of("any"):
                nodes.append(more)
        return joined(All, nodes)

    def ended(self) -> bool:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at >= len(self.text)

    def operator(self, *names: str) -> str | None:
        """The operator standing here, stepped over."""
        if self.ended():
            return None
        for name in names:
            end = self.at + len(name)
            if self.text.startswith(name, self.at) and (end == len(self.text) or _BREAK.match(self.text, end)):
                self.at = end
                return name
        return None

    def any_of(self, field: Field) -> Node | None:
        nodes: list[Node] = []
        while True:
            node = self.all_of(field)
            if node:
                nodes.append(node)
            start = self.at
            if self.operator("OR") is None:
                return joined(Either, nodes)
            if not node or self.ended() or self.text[self.at] == ")":
                self.lonely("OR", start)

    def all_of(self, field: Field) -> Node | None:
        nodes: list[Node] = []
        while not self.ended() and self.text[self.at] != ")":
            start = self.at
            if self.operator("AND"):
                if not nodes or self.ended() or self.text[self.at] == ")":
                    self.lonely("AND", start)
                continue
            if self.operator("OR"):
                self.at = start
                break
            if node := self.negated(field):
                nodes.append(node)
        return joined(All, nodes)

    def negated(self, field: Field) -> Node | None:
        start, negative = self.at, False
        while self.operator("NOT"):
            negative = not negative
        if self.at == start:
            return self.part(field)
        held = self.at
        if self.ended() or self.text[self.at] == ")" or self.operator("AND", "OR"):
            self.at = held
            self.lonely("NOT", start)
            return None
        node = self.part(field)
        return Not(node) if node and negative else node

    def lonely(self, name: str, start: int) -> None:
        if not self.typing:
            self.notes.append(f"{name} at character {start + 1} was left out: something is missing beside it.")

    def part(self, field: Field) -> Node | None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _ParseError(f"More than {MOST_PARTS} words or phrases in one query", self.at)
        char = self.text[self.at]
        if char == "(":
            return self.group(field)
        if char in _OPEN:
            return self.phrase(field)
        named = _FIELD.match(self.text, self.at)
        return self.named(named, field) if named else self.word(field)

    def group(self, field: Field) -> Node | None:
        start = self.at
        self.depth += 1
        if self.depth > DEEPEST:
            raise _ParseError(f"More than {DEEPEST} parentheses inside each other", start)
        self.at += 1
        node = self.any_of(field)
        self.depth -= 1
        if self.ended():
            self.notes.append(f"The parenthesis at character {start + 1} is not closed: taken as closed at the end.")
        else:
            self.at += 1
        return node

    def named(self, match: re.Match[str], outer: Field) -> Node | None:
        """A field's name and what is asked of it."""
        name = match[1].lower()
        start, self.at = self.at, match.end()
        spaced = self.text[self.at : self.at + 1].isspace()
        if name not in FIELD_NAMES:
            if spaced or self.at == len(self.text):
                return exactly(outer, match[1])  # "Lind: a basis": a colon, not a field
            near = min(FIELD_NAMES, key=lambda known: OSA.distance(name, known))
            raise _ParseError(f'There is no field "{match[1]}:"; the nearest is "{near}:"', start)
        if name == "is" and spaced:
            return exactly(outer, match[1])  # "The question is: who pays?"
        lacks = QUESTIONS.get(name, f"{name}: which?")
        if self.ended() or self.text[self.at] == ")":
            if not self.typing:
                self.notes.append(f'"{match[0]}" at character {start + 1} was left out: no value follows it.')
            self.lacks = lacks
            return None
        if name == "published":
            node = self.published()
        elif self.text[self.at] in "(" + _OPEN:
            node = self.group(FIELDS[name]) if self.text[self.at] == "(" else self.phrase(FIELDS[name])
        else:
            return self.word(FIELDS[name])
        self.lacks = self.lacks if node else lacks
        return node

    def phrase(self, field: Field) -> Node | None:
        start = self.at
        closing = _CLOSE[self.text[start]]
        end = next((i for i in range(start + 1, len(self.text)) if self.text[i] in closing), -1)
        self.at = len(self.text) if end < 0 else end + 1
        inner = self.text[start + 1 : self.at if end < 0 else end]
        if end < 0 and not self.typing:
            self.notes.append(f"The quote mark at character {start + 1} is not closed: taken as closed at the end.")
        if self.text.startswith("~", self.at):
            self.at = self.run_end()
            self.notes.append("A ~ after a phrase was left out: it works on single words.")
        try:
            return typed(field, inner) if end < 0 and self.typing else exactly(field, inner)
        except UnreadableError as why:
            raise _ParseError(str(why), start) from None

    def run_end(self) -> int:
        found = _BREAK.search(self.text, self.at)
        return found.start() if found else len(self.text)

    def word(self, field: Field) -> Node | None:
        start, self.at = self.at, self.run_end()
        if self.at == start:  # nothing but a mark that opens nothing here
            self.at += 1
            return None
        try:
            return leaf(field, self.text[start : self.at], typing=self.typing and self.at == len(self.text))
        except UnreadableError as why:
            raise _ParseError(str(why), start) from None

    def published(self) -> Node | None:
        start = self.at
        if self.text[start] != "[":
            self.at = self.run_end()
            day = self.date(self.text[start : self.at], start)
            return Dates(day, day) if day else None
        match = _RANGE.match(self.text, start)
        self.at = match.end() if match else len(self.text)
        ends = _TO.match(match[1]) if match else None
        if not ends:
            if self.typing:
                return None
            raise _ParseError("A time is written published:[2025-11 TO 2025-12], and either end may be left out", start)
        first, last = (self.date(end, start) for end in ends.groups())
        return Dates(first, last) if first or last else None

    def date(self, text: str, at: int) -> str | None:
        text = text.strip(",.;")
        if time := _TIME.match(text):
            self.notes.append(f"Dates go down to the day: {text} was read as {time[1]}.")
            return time[1]
        if _DATE.match(text):
            return text
        if text in ("", "*") or self.typing:
            return None
        raise _ParseError(f'"{text}" is no date; write 2025, 2025-11 or 2025-11-02', at)
