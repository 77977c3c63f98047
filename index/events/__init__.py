"""Which articles are on the same happening? By their words, above all the rare ones and the names, and by their dates.

A `Signature` is what an article is about; two of them give the probability that both are on one happening; grouping
joins articles that are alike on the whole, never by a chain of pairs. Nothing here asks the library: the order in which
articles were added changes no probability.
"""

from index.events.alike import SAME, near, probability
from index.events.grouping import group
from index.events.signatures import Signature, day_of, document, features, signature

__all__ = ["SAME", "Signature", "day_of", "document", "features", "group", "near", "probability", "signature"]
