"""How is it told what the library knows of a sentence? In the same words on the screen and in print."""

from __future__ import annotations

from typing import Any

from index.model import Checked, Verdict
from tui import output

TOLD: dict[Verdict, str] = {
    "printed": "printed",
    "changed": "printed with changes",
    "spliced": "pieces of different utterances joined",
    "paraphrased": "only as paraphrase",
    "other_speaker": "said by another",
    "not_found": "not found here",
}
# each of them is in DejaVu Sans Mono and in Cascadia
SIGNS: dict[Verdict, str] = {
    "printed": "=",
    "changed": "≈",
    "spliced": "+",
    "paraphrased": "┊",
    "other_speaker": "≠",
    "not_found": "?",
}


def check_form(found: Checked) -> dict[str, Any]:
    """The object of `check --json`."""
    best = found.best
    return {
        "text": found.text,
        "verdict": found.verdict,
        "score": round(found.score, 4),
        "utterance": best.link.utterance if best else None,
        "quote": output.quote_form(best.quote, best.article) if best else None,
        "diff": [list(op) for op in best.diff] if best else None,
        "reason": found.reason,
        "evidence": [output.xref_form(variant) for variant in found.evidence],
    }


def check_plain(found: Checked) -> str:
    """The verdict, its reason, then the printings it rests on."""
    lines = [f"{TOLD[found.verdict]}: {output.one_line(found.reason)}"]
    lines += [output.variant_plain(variant) for variant in found.evidence]
    return "\n".join(lines)
