"""How much may one thing be that comes from elsewhere: a page, an e-mail, a document, a file in an archive?"""

from __future__ import annotations

from typing import Final

FOREIGN: Final = 25_000_000  # bytes, unpacked, with all that is attached; articles with their pictures have fewer
TOO_LARGE: Final = f"is larger than {FOREIGN // 1_000_000} MB"
