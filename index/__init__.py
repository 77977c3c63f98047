"""The core of quoth: everything that is not a screen.

    bytes -> ingest -> Article -> quotations -> speakers -> Quotation -> candidates -> matching -> Link
          -> utterances -> Library -> command or screen

Each step is a module with plain functions over the frozen values of `index.model`:

>>> from index import Article, compare, quotations_of
>>> quotations_of(Article("a", "“We sail at noon,” said Tor Hale."))[0].speaker
'Tor Hale'
>>> compare("We sail at noon", "They sail at noon tomorrow").relation
'extended'

`Library` puts the steps together over a folder on disk. The names below are what other programs may build on; they are
imported when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.extracting import quotations_of
    from index.library import Library
    from index.matching import compare
    from index.model import Article, Link, Match, Quotation, Skipped, Utterance, Variant

__all__ = [
    "Article",
    "Library",
    "Link",
    "Match",
    "Quotation",
    "Skipped",
    "Utterance",
    "Variant",
    "compare",
    "quotations_of",
]

_HOME = {"Library": "library", "compare": "matching", "quotations_of": "extracting"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"index.{_HOME.get(name, 'model')}"), name)
