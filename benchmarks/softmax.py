"""Fits a softmax over lists of candidates with clues, some of them right (numpy, seconds)."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

Example = tuple[Sequence[Sequence[str]], Sequence[bool], float]  # the candidates' clues, which are right, its weight
MEMORY = 8
LEAST_WEIGHT = 0.02  # smaller ones are left out of the file
Vector = Any


def fit_softmax(examples: Sequence[Example], ridge: float, rounds: int = 60, least_seen: int = 10) -> dict[str, float]:
    """The weights under which the right candidates together are likeliest, with a ridge on their squares."""
    numbers = numbered((clues for listed, _, _ in examples for clues in listed), least_seen)
    columns: list[int] = []
    rows: list[int] = []
    starts: list[int] = []
    right: list[bool] = []
    row = 0
    for listed, correct, _ in examples:
        starts.append(row)
        right += correct
        for clues in listed:
            known = [numbers[c] for c in clues if c in numbers]
            columns += known
            rows += [row] * len(known)
            row += 1
    column, place = np.array(columns, dtype=np.int32), np.array(rows, dtype=np.int32)
    start, good = np.array(starts), np.array(right, dtype=float)
    weight = np.array([w for _, _, w in examples])
    lengths = np.diff(np.append(start, row))

    def loss(w: Vector) -> tuple[float, Vector]:
        scores = np.bincount(place, w[column], row)
        scores -= np.repeat(np.maximum.reduceat(scores, start), lengths)
        e = np.exp(scores)
        total = np.add.reduceat(e, start)
        of_right = np.maximum(np.add.reduceat(e * good, start), 1e-30)
        p = e / np.repeat(total, lengths)
        q = e * good / np.repeat(of_right, lengths)
        pull = (p - q) * np.repeat(weight, lengths)
        gradient = np.bincount(column, pull[place], len(numbers)) + ridge * w
        return float((weight * np.log(total / of_right)).sum() + ridge / 2 * (w @ w)), gradient

    w = minimise(loss, len(numbers), rounds)
    return {c: round(float(w[i]), 3) for c, i in numbers.items() if abs(w[i]) >= LEAST_WEIGHT}


def numbered(lists: Iterable[Sequence[str]], least_seen: int) -> dict[str, int]:
    """A number for each clue that was seen often enough to be weighed."""
    counts = collections.Counter(c for clues in lists for c in clues)
    return {c: i for i, c in enumerate(sorted(c for c, n in counts.items() if n >= least_seen))}


def minimise(loss: Callable[[Vector], tuple[float, Vector]], size: int, rounds: int) -> Vector:
    """L-BFGS with halving steps (Nocedal 1980), from zero."""
    w = np.zeros(size)
    value, gradient = loss(w)
    past: list[tuple[Vector, Vector]] = []
    for _ in range(rounds):
        direction = _direction(gradient, past)
        step = 1.0 if past else 1.0 / max(1.0, float(np.abs(gradient).sum()))
        slope = float(gradient @ direction)
        for _ in range(30):
            there, below = loss(w + step * direction)
            if there <= value + 1e-4 * step * slope:
                break
            step /= 2
        else:
            break
        past.append((step * direction, below - gradient))
        past = [(s, y) for s, y in past[-MEMORY:] if float(s @ y) > 1e-10]
        w, gradient = w + step * direction, below
        if value - there < 1e-6 * abs(value):
            break
        value = there
    return w


def _direction(gradient: Vector, past: Sequence[tuple[Vector, Vector]]) -> Vector:
    q = gradient.copy()
    shares = []
    for s, y in reversed(past):
        a = (s @ q) / (s @ y)
        q -= a * y
        shares.append(a)
    if past:
        s, y = past[-1]
        q *= (s @ y) / (y @ y)
    for (s, y), a in zip(past, reversed(shares), strict=True):
        q += s * (a - (y @ q) / (s @ y))
    return -q
