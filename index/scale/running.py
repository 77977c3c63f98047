"""In which order are the steps taken? The only module here that knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from index import matching, paraphrasing, relating
from index.candidates import LIMIT
from index.model import Skipped
from index.scale import articles, found, happenings, inputs, links, postings, retold, said, utterances
from index.scale.components import Components
from index.scale.inputs import Input
from index.scale.steps import Progress, Steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RESULTS = ("articles", "quotations", "links", "utterances", "copies", "events")
CHECKPOINTS = "work/checkpoints"
MOST_TOLD = 1_000  # inputs that are named with what is wrong with them; all are in work/read


class Ran(Struct, frozen=True):
    """What came of it, by step: rows, seconds, and pairs cut; and the inputs that gave no article."""

    rows: dict[str, int]
    seconds: dict[str, float]
    cut: dict[str, int]
    skipped: tuple[Skipped, ...]


def run(spark: SparkSession, named: Iterable[str], out: str, told: Callable[[Progress], None]) -> Ran:
    """Take all steps that are not finished; `out` is a folder of any file system that Spark writes."""
    steps = Steps(spark, out, told)
    spark.sparkContext.setCheckpointDir(steps.place(CHECKPOINTS))
    names = list(named)
    missing = [name for name in names if not steps.files.is_there(name)]
    files = [file for name in names if name not in missing for file in steps.files.below(name)]
    some, skipped = inputs.inputs(files, steps.files.read)
    skipped += [Skipped(name, "does not exist") for name in missing]
    if not some:
        return Ran({}, {}, {}, tuple(skipped))
    known = {"inputs": [_told(one) for one in some]}
    read = steps.step("work/read", (), lambda: inputs.read(spark, some), known)
    if not steps.rows["work/read"]:
        return Ran({}, {}, {}, tuple(skipped))
    numbered = articles.numbered(spark, read)
    keys = steps.step("work/keys", ["work/read"], lambda: articles.keys(numbered))
    drops = steps.step("work/dropped", ["work/keys"], lambda: articles.dropped(keys))
    settled = steps.step("articles", ["work/read", "work/dropped"], lambda: articles.settled(numbered, drops))
    spoken = steps.step("work/said", ["articles"], lambda: said.said(settled))
    quoted = steps.step("quotations", ["work/said"], lambda: said.quotations(spoken))
    tied = _linked(steps, settled, spoken, quoted)
    happened = _events(steps, settled)
    _utterances(steps, tied, quoted, spoken, settled, happened)
    steps.files.remove(steps.place(CHECKPOINTS))
    gone = read.where("reason IS NOT NULL").select("path", "reason", "added").limit(MOST_TOLD).collect()
    skipped += [Skipped(row["path"], row["reason"], added=row["added"]) for row in gone]
    return Ran(steps.rows, steps.seconds, steps.cut, tuple(skipped))


def _told(one: Input) -> list[Any]:
    """What tells an input from what it was before."""
    return [one.file.address, one.file.size, one.file.modified, repr(one.hint)]


def _found(steps: Steps, name: str, entries: DataFrame, after: str, limit: int) -> DataFrame:
    """What each entry finds among those before it, in three steps of its own."""
    listed = steps.step(f"work/{name}-postings", [after], lambda: postings.postings(entries))
    there = postings.rows_before(entries)
    most = {"limit": limit}

    def shared() -> DataFrame:
        return found.highest(postings.shared(postings.reads(listed, there), listed), limit)

    best = steps.step(f"work/{name}-shared", [f"work/{name}-postings"], shared, most)
    return steps.step(f"work/{name}-found", [f"work/{name}-shared"], lambda: found.worthy(best, entries, limit), most)


def _linked(steps: Steps, settled: DataFrame, spoken: DataFrame, quoted: DataFrame) -> DataFrame:
    """Links, echoes and paraphrases, without their utterances."""
    entries = steps.step("work/shingles", ["work/said"], lambda: said.shingled(spoken))
    wholes = steps.step("work/wholes", ["work/said"], lambda: said.compared(spoken))
    candidates = _found(steps, "quotation", entries, "work/shingles", LIMIT)
    pairs = links.pairs(candidates, wholes, spoken)
    first = steps.step("work/compared", ["work/quotation-found"], lambda: links.compared(pairs))
    asked = steps.step("work/asked", ["work/compared"], lambda: links.asked(first, pairs, settled))
    judged = first.unionByName(asked)

    def linked() -> DataFrame:
        return links.together(links.linked(judged), links.of_runs(judged, wholes, spoken))

    words = steps.step("work/linked", ["work/compared", "work/asked"], linked)
    reports = steps.step("work/reports", ["work/said"], lambda: said.reported(spoken))
    told = steps.step("work/told", ["work/said"], lambda: said.retold(spoken))
    tellers = _found(steps, "report", reports, "work/reports", paraphrasing.LIMIT)

    def all_links() -> DataFrame:
        retellings = retold.retold(tellers, told)
        return words.unionByName(retold.without_quoted(retellings, words, quoted))

    return steps.step("work/links", ["work/linked", "work/report-found"], all_links)


def _roots(steps: Steps, name: str, found: Components) -> DataFrame:
    steps.cut[name] = found.cut
    return found.roots


def _events(steps: Steps, settled: DataFrame) -> DataFrame:
    entries = steps.step("work/documents", ["articles"], lambda: said.documents(settled))
    about = steps.step("work/signatures", ["articles"], lambda: said.signatures(settled))
    likest = _found(steps, "document", entries, "work/documents", relating.FOUND)
    pairs = steps.step(
        "alike", ["work/document-found"], lambda: happenings.alike(happenings.near(likest, about), about)
    )
    roots = steps.step(
        "work/event-roots", ["alike"], lambda: _roots(steps, "work/event-roots", happenings.connected(pairs))
    )
    return steps.step("work/events", ["work/event-roots"], lambda: happenings.grouped(roots, pairs, settled))


def _utterances(
    steps: Steps, tied: DataFrame, quoted: DataFrame, spoken: DataFrame, settled: DataFrame, happened: DataFrame
) -> None:
    from pyspark.sql import functions as sf

    nodes = utterances.nodes(quoted, spoken)
    ties = steps.step("work/ties", ["work/links"], lambda: utterances.ties(tied, nodes))
    least = matching.LINK_SCORE
    roots = steps.step(
        "work/roots", ["work/ties"], lambda: _roots(steps, "work/roots", utterances.connected(ties, least))
    )
    said_once = steps.step("utterances", ["work/roots"], lambda: utterances.grouped(roots, nodes, ties))
    of = said_once.select(sf.col("member").alias("first"), "utterance")
    firsts = quoted.select(sf.col("id").alias("a"), sf.coalesce("continues", "id").alias("first")).join(of, "first")
    steps.step("links", ["utterances"], lambda: tied.join(firsts.drop("first"), "a", "left"))
    named = settled.select(sf.col("number").alias("event_number"), sf.col("id").alias("event"))
    ids = settled.select("number", sf.col("id").alias("article"))
    steps.step(
        "events",
        ["work/events"],
        lambda: happened.join(named, "event_number").join(ids, "number").select("article", "event"),
    )
    after = ["utterances", "work/events"]
    steps.step("copies", after, lambda: utterances.copies(said_once, nodes, settled, spoken, happened))
