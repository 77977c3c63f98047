"""How is Spark reached, and what does it need to be told?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROWS_AT_ONCE = 1_000  # in one batch for Python: an article is some 4 kB, its quotations as much
# a task that holds an archive is given no second one in the same batch
BYTES_AT_ONCE = "64m"


def session(master: str | None, options: dict[str, str]) -> SparkSession:
    """A session on a cluster; without a master as `spark-submit` says, else on all cores of this machine.

    The workers' Python is this one, and finds quoth where this process does: on other machines it must be installed
    in the same place, or be sent along (`spark-submit --py-files`).
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("quoth scale")
    if master:
        builder = builder.master(master)
    given = {
        "spark.executorEnv.PYTHONPATH": str(Path(__file__).parents[2]),
        "spark.executorEnv.PYTHONHASHSEED": "0",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
        "spark.sql.execution.arrow.maxBytesPerBatch": BYTES_AT_ONCE,
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **options,
    }
    for name, value in given.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found
