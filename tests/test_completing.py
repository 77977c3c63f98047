"""How a query may go on: names of fields, outlets and speakers."""

from __future__ import annotations

import pytest

from index.query.completing import asked_for, completed

NAMES = ("Coast Wire", "Coastal Post", "Harbour Times", "Ævar Lind", 'The "Gull"', "Oss")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("outlet:co", "outlet"),
        ("toll (speaker:l", "speaker"),
        ('speaker:"ada l', "speaker"),
        ("outlet:", None),
        ('outlet:"', None),
        ('outlet:"coast wire"', None),
        ('outlet:"coast" toll', None),
        ("outlet:coast toll", None),
        ("title:co", None),
        ("myoutlet:co", None),
        ("tag:", "tag"),
        ("toll tag:fe", "tag"),
        ("is:un", None),
    ],
)
def test_when_a_name_is_asked_for(text: str, field: str | None) -> None:
    assert asked_for(text) == field


@pytest.mark.parametrize(
    ("text", "shown", "taken"),
    [
        ("outlet:coa", "outlet:coast Wire", 'outlet:"Coast Wire"'),
        ("outlet:coasta", "outlet:coastal Post", 'outlet:"Coastal Post"'),
        ('toll outlet:"coa', 'toll outlet:"coast Wire"', 'toll outlet:"Coast Wire"'),
        ('outlet:"harbour t', 'outlet:"harbour times"', 'outlet:"Harbour Times"'),
        ("outlet:tim", "outlet:times", "outlet:Times"),  # a later word of the name
        ("outlet:os", "outlet:oss", "outlet:Oss"),
        ("(speaker:lin", "(speaker:lind", "(speaker:Lind"),
        ("spe", "speaker:", "speaker:"),
        ("tag:", "tag:coast Wire", 'tag:"Coast Wire"'),
        ("tag:os", "tag:oss", "tag:Oss"),
        ("is:", "is:unread", "is:unread"),
        ("toll is:st", "toll is:starred", "toll is:starred"),
        ("toll NOT (pub", "toll NOT (published:", "toll NOT (published:"),
    ],
)
def test_what_is_offered(text: str, shown: str, taken: str) -> None:
    found = completed(text, NAMES)
    assert found is not None
    assert (found.shown.casefold(), found.taken) == (shown.casefold(), taken)
    assert found.shown.startswith(text)


@pytest.mark.parametrize(
    "text", ["", "sp", "toll", '"spe', "outlet:zz", "outlet:gull", "outlet:", "speaker: lin", "is:x", "xspe:"]
)
def test_what_is_not(text: str) -> None:
    assert completed(text, NAMES) is None


def test_a_field_that_is_typed_out_wants_its_colon() -> None:
    found = completed("speaker")
    assert found is not None
    assert found.taken == "speaker:"
