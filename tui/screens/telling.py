"""What does a person see when the library fails: a full disk, a locked file? A notice; the reader goes on."""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.worker import Worker, WorkerState

from index.store import LibraryError
from tui.output import refused
from tui.widgets.painted import Inked

Result = TypeVar("Result")
NOTICE_SECONDS = 12.0  # long enough to read a path and a sentence


class Telling(Inked[Result]):
    """A screen whose workers may fail. Each of them is to be made with `exit_on_error=False`."""

    @on(Worker.StateChanged)
    def tell_failure(self, message: Worker.StateChanged) -> None:
        """Show what the user can do something about; a mistake of ours ends the program, with its trace."""
        error = message.worker.error
        if message.state is not WorkerState.ERROR or error is None:
            return
        if not isinstance(error, (LibraryError, OSError)):
            raise error
        said = refused(error) if isinstance(error, OSError) else str(error)
        self.notify(said, title="The library", severity="error", timeout=NOTICE_SECONDS, markup=False)
