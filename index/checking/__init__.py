"""Did anyone say this? What a library's quotations tell of a sentence; never that it is false.

`asked` reads what was pasted, `looking` finds the printings that are near it, `verdicts` judges them.
"""

from index.checking.looking import check as check
