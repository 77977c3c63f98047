"""Which words of an article are reported without marks, and by whom?

`with_indirect` is the way in: `reporters` says who stands beside a cue, `complements` where the reported words begin
and end; `clauses` and `beside` propose, `clues` says what speaks for a proposal, `finding` chooses.
"""

from index.indirect.finding import with_indirect

__all__ = ["with_indirect"]
