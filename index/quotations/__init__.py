"""Which words stand between marks, or inside another's?

`find` is the way in: `marks` says what each mark does, `pairing` which belong together; `unmarked` knows where a
closing mark was left out, and block quotations.
"""

from index.quotations.finding import find, inside

__all__ = ["find", "inside"]
