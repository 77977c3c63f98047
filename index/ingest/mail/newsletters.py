"""What of a letter is no text of its author's: what newsletters say of themselves, and what is answered?

All else is kept: an e-mail has no navigation, and its layout (tables within tables, or line breaks alone) tells
nothing. A block with words in quotation marks is never taken for chrome.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.ingest.pages.fragments import text_within, tree_of

HEAD, FOOT = 4, 15  # blocks at the beginning and the end among which a newsletter speaks of itself
SHORT: Final = 120  # characters of a line above the text that only leads to the web
LONG: Final = 500  # characters of a notice at the end
QUOTES: Final = re.compile('[“”„«»"]')
SEE_WEB: Final = re.compile(
    r"(?:view|read|see|open|trouble viewing|problems? viewing)\b.{0,40}\b(?:browser|online|on the web|web version)"
    r"|(?:web|online|browser)[- ]?(?:version|ansicht)|im browser (?:ansehen|öffnen|lesen)|(?:dans|depuis) (?:votre|le) "
    r"navigateur|version en ligne|en (?:tu|el|su) navegador|nel (?:tuo )?browser|in (?:de |je |uw )?browser",
    re.IGNORECASE,
)
FOOTER: Final = re.compile(
    r"\bunsubscribe|\bopt out\b|\b(?:manage|update|change) your (?:\w+ )?(?:preferences|subscription|profile)"
    r"|\byou(?:['’]re| are)? (?:are )?receiv(?:ing|ed) this (?:e-?mail|message|newsletter)|\bthis e-?mail was sent to"
    r"|\ball rights reserved\b|\b(?:vom )?newsletter (?:abbestellen|abmelden)|\bhier abmelden|\bse désabonner|\bse "
    r"désinscrire|\bdarse de baja|\bcancelar (?:la |tu )?suscripción|\bannulla (?:l['’])?iscrizione|\bdisiscri"
    r"|\buitschrijven|\bafmelden|\bcancelar (?:a )?inscrição|\bavsluta prenumeration|\bafmeld",
    re.IGNORECASE,
)
ANSWERED: Final = "//blockquote[@type='cite'] | //div[contains(@class, 'gmail_quote')] | //div[@id='divRplyFwdMsg']"
PASSED_ON: Final = re.compile(r"-{5,} ?(?:forwarded|weitergeleitet|message transféré|mensaje reenviado)", re.IGNORECASE)


def from_html(html: str, answers: bool) -> list[str]:
    """The blocks of an HTML letter, without what it answers; one without letters only fills a preview."""
    tree = tree_of(html)
    if tree is None:
        return []
    for element in tree.xpath(ANSWERED) if answers else ():
        if element.getparent() is not None and not PASSED_ON.search(element.text_content()[:LONG]):
            element.drop_tree()
    return [block for block in text_within(tree).split("\n\n") if any(c.isalnum() for c in block)]


def without_chrome(blocks: Sequence[str]) -> list[str]:
    """The blocks without the way to the web above and the notices below: all from the first of these on."""
    kept = [
        block
        for at, block in enumerate(blocks)
        if at >= HEAD or len(block) > SHORT or QUOTES.search(block) or not SEE_WEB.search(block)
    ]
    start = max(1, len(kept) - FOOT)
    for at in range(start, len(kept)):
        block = kept[at]
        notice = len(block) <= LONG and (FOOTER.search(block) or (len(block) <= SHORT and SEE_WEB.search(block)))
        if notice and not any(QUOTES.search(one) for one in kept[at:]):
            return kept[:at]
    return kept
