"""Which steps are finished, and with what were they made? A step that was broken off is made again, no other.

What a step writes lies in a folder of its name; Spark's own `_SUCCESS` says that the rows are whole, `_quoth.json` in
it with what they were made: the step's parameters, the rules' version, and those of the steps it comes from. Where one
of these is another, it is made again, and what comes from it.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from index.derived import rules_version
from index.scale.files import Files

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMAT = 1  # of what the steps write
MARKER = "_quoth.json"
LOOK = 0.5  # seconds between two looks at how far Spark is


class Progress(Struct, frozen=True):
    """How far a step is: tasks done of those known, or, where it is finished, its rows and seconds."""

    step: str
    done: int = 0
    total: int = 0
    rows: int | None = None
    seconds: float = 0.0
    kept: bool = False


@dataclass(slots=True)
class Steps:
    """The steps of one output folder."""

    spark: SparkSession
    out: str
    told: Callable[[Progress], None]
    files: Files = field(init=False)
    made: dict[str, str] = field(default_factory=dict)  # by step, the digest of all it comes from
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)  # pairs cut by a step, so that what hangs together stays small

    def __post_init__(self) -> None:
        self.files = Files(self.spark)

    def place(self, name: str) -> str:
        """The folder of a step."""
        return f"{self.out.rstrip('/')}/{name}"

    def step(
        self, name: str, after: Iterable[str], make: Callable[[], DataFrame], parameters: dict[str, Any] | None = None
    ) -> DataFrame:
        """What a step made, from its folder: where it is not finished, or came from something else, it is made now."""
        about = {
            "step": name,
            "format": FORMAT,
            "rules": rules_version(),
            "parameters": parameters or {},
            "after": {one: self.made[one] for one in after},
        }
        digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:16]
        marker = f"{self.place(name)}/{MARKER}"
        known = json.loads(self.files.read(marker) or "{}")
        kept = known.get("digest") == digest
        if not kept:
            self.files.remove(self.place(name))
            began = time.monotonic()
            with self._watched(name):
                make().write.parquet(self.place(name))
                rows = self.spark.read.parquet(self.place(name)).count()
            seconds = round(time.monotonic() - began, 2)
            known = {**about, "digest": digest, "rows": rows, "seconds": seconds, "cut": self.cut.get(name, 0)}
            self.files.write(marker, json.dumps(known, indent=1))
        self.made[name], self.rows[name], self.seconds[name] = digest, known["rows"], known["seconds"]
        self.cut[name] = known["cut"]
        self.told(Progress(name, rows=known["rows"], seconds=known["seconds"], kept=kept))
        return self.spark.read.parquet(self.place(name))

    @contextmanager
    def _watched(self, name: str) -> Iterator[None]:
        """Tell how many tasks are done, now and then, until it is left."""
        over = threading.Event()
        thread = threading.Thread(target=self._watch, args=(name, over), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _watch(self, name: str, over: threading.Event) -> None:
        tracker = self.spark.sparkContext.statusTracker()
        while not over.wait(LOOK):
            stages = [tracker.getStageInfo(one) for one in tracker.getActiveStageIds()]
            known = [one for one in stages if one is not None]
            self.told(Progress(name, sum(s.numCompletedTasks for s in known), sum(s.numTasks for s in known)))
