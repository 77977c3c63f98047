"""What does each clue to speech or term weigh? A ridge logistic by Newton's steps (numpy, a second or two)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

Example = tuple[tuple[str, ...], bool]  # a stretch's clues, and whether it is labelled as a quotation

LEAST_SEEN = 10
RIDGE = 5.0  # held out, 2 to 10 do equally well; less overfits the rare clues, more blurs ggt
STEPS = 12
STILL = 0.01  # log odds: when no weight moves farther, it is done


def fit(examples: Sequence[Example], start: Mapping[str, float] | None = None) -> dict[str, float]:
    """Log odds for each clue that was seen often enough; those that round to nothing are left out.

    `start` are weights known to be near: the way is shorter from there, the end the same.
    """
    seen = Counter(clue for clues, _ in examples for clue in clues)
    names = sorted(clue for clue, n in seen.items() if n >= LEAST_SEEN)
    numbers = {clue: i for i, clue in enumerate(names)}
    rows = np.zeros((len(examples), len(names)), dtype=np.float32)
    for j, (clues, _) in enumerate(examples):
        rows[j, [numbers[c] for c in clues if c in numbers]] = 1.0
    spoken = np.array([is_speech for _, is_speech in examples], dtype=np.float32)
    ridge = np.full(len(names), RIDGE)
    ridge[numbers["bias"]] = 1e-3
    weights = np.array([(start or {}).get(clue, 0.0) for clue in names])
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-(rows @ weights.astype(np.float32))))
        slope = rows.T @ (likely - spoken) + ridge * weights
        curve = ((rows * (likely * (1.0 - likely))[:, None]).T @ rows).astype(np.float64)
        curve[np.diag_indices_from(curve)] += ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < STILL:
            break
    return {clue: round(float(w), 3) for clue, w in zip(names, weights, strict=True) if abs(w) >= 0.02}
