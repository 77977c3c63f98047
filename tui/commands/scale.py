"""`quoth scale`: the same steps on many machines."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from tui.cli import WRONG_USE, Problem, quoth

if TYPE_CHECKING:
    from index.scale.steps import Progress

NEEDED = "quoth scale needs Spark: install quoth[spark] (pyspark, pandas below 3, pyarrow) and Java 17"
NO_JAVA = "Spark could not be started: it needs Java 17, by JAVA_HOME or on the PATH"


@quoth.command(short_help="Quotations and links of very many articles, with Spark.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", metavar="DIR", required=True, help="Where the results go, as Parquet; what is finished is kept.")
@click.option(
    "--master",
    metavar="URL",
    default="local[*]",
    show_default=True,
    help="The cluster (spark://HOST:7077, yarn, k8s://...), or local[N].",
)
@click.option("--conf", "settings", metavar="NAME=VALUE", multiple=True, help="A setting of Spark; as often as needed.")
@click.pass_context
def scale(ctx: click.Context, inputs: tuple[str, ...], out: str, master: str, settings: tuple[str, ...]) -> None:
    """Find quotations, links, utterances and events in more articles than one machine takes, with Spark.

    Reads JSON lines, Parquet, web archives and all other formats from whatever Spark reads, and writes Parquet. Broken
    off, it goes on from the last step that was finished. quoth add DIR --where takes a part into a library.
    """
    if find_spec("pyspark") is None or find_spec("pyarrow") is None or find_spec("pandas") is None:
        raise Problem(NEEDED)
    options = dict(_setting(one) for one in settings)
    from pyspark.errors import PySparkRuntimeError

    from index.scale.running import run
    from index.scale.session import session
    from tui.output import say

    try:
        spark = session(master, options)
    except PySparkRuntimeError as error:
        raise Problem(NO_JAVA) from error
    telling = Telling()
    try:
        ran = run(spark, inputs, out, telling)
    finally:
        telling.reporter.clear()
        spark.stop()
    for one in ran.skipped:
        say(f"{one.path} {one.reason}")
    for step, pairs in ran.cut.items():
        if pairs:
            say(f"{step}: {pairs:,} of the weakest pairs were cut, so that no group is larger than one task can hold")
    if not ran.rows:
        ctx.exit(WRONG_USE)


def _setting(said: str) -> tuple[str, str]:
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise Problem(f'--conf "{said}" is no NAME=VALUE')
    return name, value


class Telling:
    """Says of each step what came of it, and shows how far the one at hand is."""

    def __init__(self) -> None:
        from tui.progress import Reporter

        self.reporter = Reporter()

    def __call__(self, progress: Progress) -> None:
        """Take up what is known of a step."""
        from index.adding import Progress as Shown
        from tui.output import say

        if progress.rows is None:
            self.reporter(Shown(progress.step, progress.done, progress.total))
            return
        self.reporter.clear()
        told = "finished before" if progress.kept else f"{progress.seconds:,.1f} s"
        say(f"{progress.step}: {progress.rows:,} rows, {told}")
