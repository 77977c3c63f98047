"""What is in an id?"""

from __future__ import annotations

import re

_QUOTATION = re.compile(r"(?P<article>.+)#(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})", re.S)


def split_id(quotation_id: str) -> tuple[str, int, int] | None:
    """`ARTICLE#START-END` taken apart; None where it is no such id."""
    match = _QUOTATION.fullmatch(quotation_id)
    return (match["article"], int(match["start"]), int(match["end"])) if match else None
