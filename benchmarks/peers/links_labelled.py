"""What do quoth and the peers that can link alone get on the labelled set, each from nothing, by the set's scorer?

quoth's links are scored by coefficients that saw no article of the event; the peers' threshold was chosen on all of it.
`baselines_links` tells what more peers make of the pairs that quoth's candidates propose.
"""

from __future__ import annotations

import importlib.util
from typing import Any

from benchmarks import baselines_links, fit, labelled, links_eval
from benchmarks.peers.links import LSH_THRESHOLD, SCORED, SCORER, by_datasketch, by_rapidfuzz


def compared() -> None:
    """The table."""
    prefix = labelled.shared() / "eval/links/basil"
    found = labelled.quotations(prefix)
    rows = [piece for one in found for piece in one.whole.pieces]  # the labels know a split quotation by its parts
    texts = [row.text for row in rows]
    print(f"\nlinks of {len(texts):,} labelled quotations, each from nothing")
    by_fold = fit.calibrated_by_fold(fit.examples_of(labelled.pairs(prefix, fit.worth_fitting)), fit.invented())
    ours = links_eval.cross_validated(found, by_fold, labelled.occasions(prefix))
    baselines_links.scored("quoth", links_eval.as_rows(found, ours)[1], found)
    alone = {f"RapidFuzz {SCORER.__name__} >= {SCORED}": by_rapidfuzz(texts, float("inf"))}
    if importlib.util.find_spec("datasketch"):
        alone[f"datasketch MinHash LSH {LSH_THRESHOLD}"] = by_datasketch(texts)
    for name, linked in alone.items():
        links: list[dict[str, Any]] = [
            {"a": rows[a].id, "b": rows[b].id, "score": 1.0, "relation": "reworded"} for a, b in sorted(linked.pairs)
        ]
        baselines_links.scored(name, links, found)


if __name__ == "__main__":
    compared()
