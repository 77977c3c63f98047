"""Which features of a text do two printings of the same words share?

Runs of three stems find what was cut or stretched; pairs of content words near each other, in any order, find what was
translated anew. Each is hashed to 32 bits: two that fall together cost one needless comparison among many.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from index import terms
from index.matching import fitted

CONTENT = 3.5  # a stem in fewer than 3% of sentences can be half of a pair
SHINGLE = 6.0  # the least rarity of a run of three stems: "it is a" (3.4) finds everything and tells nothing
WINDOW = 3  # a content word is paired with the next three: translators move words, but not far
MOST = 4_000  # a text gives no more features than this: a speech of some 1,000 words, turn by turn, has fewer
_MASK = 0xFFFFFFFF
# odd multipliers that spread the bits (the fractions of the golden ratio and of roots of 2, 3, 5)
_FIRST, _SECOND, _THIRD, _PAIR = 0x9E3779B1, 0x6A09E667, 0xBB67AE85, 0x3C6EF373


@lru_cache(maxsize=1 << 16)
def _number(stem: str) -> int:
    return crc32(stem.encode())


def _mix(value: int) -> int:
    value ^= value >> 16
    value = (value * 0x7FEB352D) & _MASK
    value ^= value >> 15
    return value


def features(text: str) -> list[int]:
    """The distinct features of a text, each below 2**32. Linear in its length; empty where it has no words.

    A text of one or two words has one feature, all of it: it is only found by the same few words.
    """
    stems = terms.stems(text)
    if not stems:
        return []
    of = fitted.rarity().of
    numbers = [_number(s) for s in stems]
    weights = [of(s) for s in stems]
    found: dict[int, None] = {}
    if len(stems) <= 2:
        found[_mix(sum(n * _FIRST for n in numbers) + len(numbers) & _MASK)] = None
    for i in range(len(stems) - 2):
        if weights[i] + weights[i + 1] + weights[i + 2] >= SHINGLE:
            mixed = numbers[i] * _FIRST + numbers[i + 1] * _SECOND + numbers[i + 2] * _THIRD
            found[_mix(mixed & _MASK)] = None
    content = [n for n, w in zip(numbers, weights, strict=True) if w >= CONTENT]
    for i, first in enumerate(content):
        for second in content[i + 1 : i + 1 + WINDOW]:
            low, high = (first, second) if first < second else (second, first)
            if low != high:
                found[_mix((low * _PAIR + high * _FIRST) & _MASK)] = None
        if len(found) >= MOST:
            break
    return list(found)
