"""Who published an article, under which title, when, and who wrote it? Fields to put it right in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from index.fields import Fact, WrongEditError, checked
from tui import keys
from tui.render import fit, one_line
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.painted import Inked

Value = str | bool | None
LABELS: Final = {"published": "date", "url": "address"}  # the others are called so
HINTS: Final = {
    "outlet": "who published it; an outlet of the library is suggested",
    "title": "the headline",
    "published": "2026-11-02, 2026-11, or with time: 2026-11-02T08:30+01:00",
    "author": "who wrote it",
    "url": "where it stands on the web: https://…",
    "language": "a code: en, de, pt-br",
    "transcript": "yes or no: it is a speech or interview, turn by turn; empty: its form decides",
}
BESIDE: Final = 24  # cells of what the input says, beside the field; the line below has more of it
BELOW: Final = 44  # cells of it there


class Change(Struct, frozen=True):
    """Fields as they are to be, those that are to be what the input says; and the same for taking that back."""

    values: tuple[tuple[str, Value], ...]
    reset: tuple[str, ...]
    values_before: tuple[tuple[str, Value], ...]
    reset_before: tuple[str, ...]


def shown(value: Value) -> str:
    """A value as its field shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(value) if value else ""


def changed(facts: Sequence[Fact], typed: Sequence[str]) -> Change | None:
    """What was changed in the fields, None where nothing was. Raises WrongEditError for what one of them can't hold."""
    values: list[tuple[str, Value]] = []
    reset: list[str] = []
    changed: list[Fact] = []
    for fact, text in zip(facts, typed, strict=True):
        if text == shown(fact.value):
            continue
        value = checked(fact.field, text)
        if value == fact.value:
            continue
        changed.append(fact)
        if value == fact.unedited:
            reset.append(fact.field)
        else:
            values.append((fact.field, value))
    if not changed:
        return None
    before = tuple((fact.field, fact.value) for fact in changed if fact.edited)
    return Change(tuple(values), tuple(reset), before, tuple(fact.field for fact in changed if not fact.edited))


def ended(typed: str, names: Sequence[str]) -> str | None:
    """The first name that begins as what was typed, whatever its case, and goes on."""
    begun = typed.casefold()
    found = (name for name in names if name.casefold().startswith(begun) and len(name) > len(typed))
    return next(found, None) if typed else None


class Outlets(Suggester):
    """Ends the name of an outlet that is being typed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The whole name."""
        return ended(value, self.names)


class EditScreen(Inked[Change | None], ModalScreen[Change | None]):
    """Closed with what was changed, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("editing", "everywhere"))
    PLACES: ClassVar[tuple[keys.Where, ...]] = ("editing",)
    AUTO_FOCUS = "#edit-outlet"

    def __init__(self, facts: Sequence[Fact], outlets: Sequence[str]) -> None:
        super().__init__()
        self.facts = facts
        self.outlets = outlets
        self.wrong: WrongEditError | None = None
        self.about = Bar(id="edit-about")
        self.told = Bar(id="edit-told")
        self.keys = KeyBar(id="edit-keys")

    def compose(self) -> ComposeResult:
        """The article, a field for each fact with what the input says beside it, a line about it, the keys."""
        with Vertical(id="edit", classes="dialog"):
            yield self.about
            for fact in self.facts:
                with Horizontal(classes="field"):
                    yield Static(LABELS.get(fact.field, fact.field), classes="sign")
                    suggester = Outlets(self.outlets) if fact.field == "outlet" else None
                    yield Input(
                        shown(fact.value),
                        id=f"edit-{fact.field}",
                        compact=True,
                        select_on_focus=False,
                        suggester=suggester,
                    )
                    yield Static(beside(fact), classes="given", markup=False)
            yield self.told
            yield self.keys

    def on_mount(self) -> None:
        """What it is about, and the keys that work here."""
        title = next((shown(fact.value) for fact in self.facts if fact.field == "title"), "")
        self.about.show([(" Edit  ", "strong"), (title or "an article without a title", "")])
        self.keys.show_for("editing")

    @property
    def fields(self) -> list[Input]:
        """The fields, in the order of the facts."""
        return list(self.query(Input))

    @property
    def at(self) -> int:
        """The number of the field that has the keyboard."""
        return next((number for number, field in enumerate(self.fields) if field.has_focus), 0)

    @on(Input.Changed)
    def forget_problem(self) -> None:
        """What was wrong may be right now."""
        self.wrong = None
        self.explain()

    @on(DescendantFocus)
    def explain(self) -> None:
        """Say what the field takes, and what the input says of it; or what is wrong with it."""
        fact = self.facts[self.at]
        if self.wrong and self.wrong.field == fact.field:
            self.told.show([(f" {one_line(str(self.wrong))}", "warning")])
        else:
            self.told.show([(f" {explained(fact)}", "dim")])

    def action_next_fact(self) -> None:
        """Take what is suggested, else go to the next field, after the last to the first."""
        field = self.fields[self.at]
        if field.suggester and field.cursor_at_end and (whole := ended(field.value, self.outlets)):
            field.value = whole
            field.cursor_position = len(whole)
        else:
            self.set_focus(self.fields[(self.at + 1) % len(self.facts)])

    def action_fact_before(self) -> None:
        """The field before, of the first the last."""
        self.set_focus(self.fields[self.at - 1])

    def action_as_given(self) -> None:
        """What would stand in the field if it were not edited."""
        field = self.fields[self.at]
        field.value = shown(self.facts[self.at].unedited)
        field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def action_keep_facts(self) -> None:
        """Close with what was changed; say what a field can't hold."""
        try:
            change = changed(self.facts, [field.value for field in self.fields])
        except WrongEditError as error:
            self.wrong = error
            self.set_focus(self.query_one(f"#edit-{error.field}", Input))
            self.explain()
            return
        self.dismiss(change)

    def leave(self) -> None:
        """Close, and change nothing."""
        self.dismiss(None)


def beside(fact: Fact) -> str:
    """What the input says, beside a field that was edited; the name of an outlet that is known by another, too."""
    if fact.value == fact.given:
        return ""
    said = shown(fact.given) or "nothing"
    return fit(f"{'edited, was' if fact.edited else 'input'}: {said}", BESIDE)


def explained(fact: Fact) -> str:
    """What a field takes; of one that was edited, what the input says and how that comes back."""
    if not fact.edited:
        return HINTS[fact.field]
    said = f"“{fit(shown(fact.given), BELOW)}”" if fact.given is not None else "nothing"
    return f"the input says {said}; {keys.of('as_given')} puts that back"
