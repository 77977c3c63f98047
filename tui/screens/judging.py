"""How does a reader say that another printing is the same words, or is not, and take that back?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual import work

from tui.screens.correcting import SHORT_NOTICE, SLOW_AFTER, Corrected, Correcting

Word = Literal["same", "different", "nothing"]
TOLD: dict[Word, str] = {
    "same": "The same words, as you say: = takes it back.",
    "different": "Not the same, as you say: now at the end, where - takes it back.",
    "nothing": "Taken back: as the program finds it.",
}


class Judging(Correcting):
    """The reader's part that changes which printings are the same words."""

    def action_judge_same(self) -> None:
        """The printing under the cursor is the same words; where that was said before, it is taken back."""
        self.judge("same", True)

    def action_judge_different(self) -> None:
        """It is not; where that was said before, it is taken back."""
        self.judge("different", False)

    def judge(self, word: Word, same: bool) -> None:
        """Have it written."""
        printing = self.elsewhere.printing
        if printing is None:
            self.notify("There is no other printing under the cursor.", timeout=SHORT_NOTICE)
            return
        said = "nothing" if printing.variant.link.judged is same else word
        variant = printing.variant
        others = [sentence.id for sentence in variant.said] or [variant.quote.id]  # what was said, to its last sentence
        writing = self.write_judgement(printing.own, others, said)
        self.set_timer(SLOW_AFTER, lambda: None if writing.is_finished else self.tell_slow())

    @work(thread=True, group="correcting", exit_on_error=False)
    def write_judgement(self, own: str, others: Sequence[str], word: Word) -> None:
        """Write into the library what was said of a quotation and each of these."""
        write = {"same": self.shelf.judge_same, "different": self.shelf.judge_different, "nothing": self.shelf.unjudge}
        try:
            for other in others:
                write[word](own, other)
            told, done = TOLD[word], True
        except KeyError:
            told, done = "This is no longer in the library; nothing was changed.", False
        except ValueError as error:
            told, done = f"Nothing was changed: {error}.", False
        self.post_message(Corrected(own.rpartition("#")[0], told, done))
