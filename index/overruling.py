"""What can a reader say against what the program found: who spoke, who is who, which words are the same?

Each is truth from then on, and can be taken back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.model import ArticleRow, Quotation, Speaker, Variant

if TYPE_CHECKING:
    from index.choosing import SpeakerChoice
    from index.derived import Derived
    from index.judging import Judgement
    from index.knowing import Knowing
    from index.store import Store


class Overruling:
    """The part of a library that a reader corrects; all may be called from any thread."""

    _store: Store
    _derived: Derived

    @property
    def _knowing(self) -> Knowing:
        raise NotImplementedError

    def quoted(self, ids: Sequence[str]) -> dict[str, tuple[Quotation, ArticleRow]]:
        """Quotations by id, each with the row of its article."""
        raise NotImplementedError

    # --- the same words

    def judged_away(self, quotation_id: str) -> list[Variant]:
        """Quotations that a reader said are not the same words as this one: links no more, with relation "none"."""
        from index import comparing

        return self._knowing.known_variants(comparing.variants(self._store, quotation_id, judged_away=True))

    def judge_same(self, a_id: str, b_id: str, waiting: Callable[[], None] | None = None) -> Judgement:
        """Two quotations are the same words said once, whatever the program found. Stays over every rebuild.

        The last word on a pair counts. Raises KeyError for an id that is not there, ValueError where the two can't be
        compared, and LibraryError where another process adds for long; with `waiting`, which is told of that, it waits.
        """
        return self._judge(a_id, b_id, True, waiting)

    def judge_different(self, a_id: str, b_id: str, waiting: Callable[[], None] | None = None) -> Judgement:
        """Two quotations are not the same: no link, and no utterance holds both. The rest is as in `judge_same`."""
        return self._judge(a_id, b_id, False, waiting)

    def unjudge(self, a_id: str, b_id: str, waiting: Callable[[], None] | None = None) -> None:
        """Forget what was said of two quotations; the same errors."""
        from index import judging

        judging.judge(self._store, self._derived, a_id, b_id, None, waiting)

    def _judge(self, a_id: str, b_id: str, same: bool, waiting: Callable[[], None] | None) -> Judgement:
        from index import judging

        made = judging.judge(self._store, self._derived, a_id, b_id, same, waiting)
        assert made is not None
        return made

    def judgements(self) -> list[Judgement]:
        """What a reader called the same and not the same, the oldest first."""
        from index import judging

        return judging.judgements(self._store)

    def undo_judgement(self, number: int, waiting: Callable[[], None] | None = None) -> None:
        """Take back one of `judgements`. Raises KeyError where there is none of that number."""
        from index import judging

        judging.undo(self._store, self._derived, number, waiting)

    # --- speakers

    def correct_speaker(
        self, quotation_id: str, name: str | None, waiting: Callable[[], None] | None = None
    ) -> Quotation:
        """This quotation, with its split parts, was said by `name`; None: by nobody known. Stays over every rebuild.

        A name all in small letters is taken as the library writes it. Raises KeyError for an id that is not there,
        ValueError for what is no name, and LibraryError where another process adds for long; with `waiting`, which is
        told of that, it waits to the end.
        """
        from index import correcting

        if name is not None and name.islower():
            with contextlib.suppress(KeyError):
                name = self._knowing.named(name)[1]
        correcting.correct(self._store, self._derived, quotation_id, name, waiting)
        return self.quoted([quotation_id])[quotation_id][0]

    def uncorrect_speaker(self, quotation_id: str, waiting: Callable[[], None] | None = None) -> Quotation:
        """Take back what a reader said of a quotation's speaker; the same errors."""
        from index import correcting

        correcting.uncorrect(self._store, self._derived, quotation_id, waiting)
        return self.quoted([quotation_id])[quotation_id][0]

    def join_speakers(self, name: str, other: str) -> Speaker:
        """Two names are one speaker: any spellings, or the names of two namesakes ("Ada Lind", "Ada Lind (striker)").

        Raises KeyError for a name that nobody has, and ValueError where an earlier split keeps the two apart.
        """
        from index import choosing

        return choosing.join(self._store, self._knowing, name, other)

    def split_speakers(self, name: str, other: str | None = None, article: str | None = None) -> None:
        """The spelling `other` is not `name`; or in this article `name` is somebody else, in all such the same one.

        Raises KeyError for a name or article that is not there, and ValueError where there is nothing to split.
        """
        from index import choosing

        choosing.split(self._store, self._knowing, name, other, article)

    def speaker_choices(self) -> list[SpeakerChoice]:
        """What a reader joined, split and corrected, the oldest first."""
        from index import choosing

        return choosing.made(self._store)

    def undo_speaker_choice(self, number: int, waiting: Callable[[], None] | None = None) -> None:
        """Take back one of `speaker_choices`. Raises KeyError where there is none of that number."""
        from index import correcting

        correcting.undo(self._store, self._derived, number, waiting)
