"""Which quotations are one thing said once, and who copied whom there? As `utterances` and `agency` have it.

What links tie is gathered whole, a component at a time, and grouped around the fullest, which keeps chains apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index import agency
from index.model import SAME_WORDS, Relation, Tie
from index.scale.components import Components, components
from index.scale.values import PLACE_BITS, quotations_of, table_of
from index.utterances import group_rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

UTTERANCE = "utterance string, fullest string, member string, place int"
SET_COPY = "set long, article string, copies string"
NODE = "id string, key long, first long, number long, spoken boolean, article string"


def nodes(quotations: DataFrame, said: DataFrame) -> DataFrame:
    """Each quotation with its key and that of its first part: rows of `NODE`."""
    from pyspark.sql import functions as sf

    key = sf.shiftleft("number", PLACE_BITS).bitwiseOR(sf.col("place"))
    rows = quotations.select("id", key.alias("key"), "number", "article", "continues")
    firsts = rows.select(sf.col("id").alias("continues"), sf.col("key").alias("their_key"))
    with_first = rows.join(firsts, "continues", "left").withColumn("first", sf.coalesce("their_key", "key"))
    return with_first.join(said.select("number", "spoken"), "number").select(
        "id", "key", "first", "number", "spoken", "article"
    )


def ties(links: DataFrame, nodes: DataFrame) -> DataFrame:
    """The links by the keys of their quotations (a, b), and of their first parts (first_a, first_b)."""
    from pyspark.sql import functions as sf

    a = nodes.select(sf.col("id").alias("a"), sf.col("key").alias("key_a"), sf.col("first").alias("first_a"))
    b = nodes.select(sf.col("id").alias("b"), sf.col("key").alias("key_b"), sf.col("first").alias("first_b"))
    return (
        links.join(a, "a")
        .join(b, "b")
        .select(sf.col("key_a").alias("a"), sf.col("key_b").alias("b"), "first_a", "first_b", "score", "relation")
    )


def connected(ties: DataFrame, least: float) -> Components:
    """Which first parts hang together by links of the same words."""
    from pyspark.sql import functions as sf

    same = ties.where(sf.col("relation").isin(*SAME_WORDS))
    return components(same.select(sf.col("first_a").alias("a"), sf.col("first_b").alias("b"), "score"), least)


def grouped(roots: DataFrame, nodes: DataFrame, ties: DataFrame) -> DataFrame:
    """The utterances, a row for each member: rows of `UTTERANCE`."""
    from pyspark.sql import functions as sf

    members = nodes.join(roots.select(sf.col("node").alias("first"), "root"), "first")
    at_a = roots.select(sf.col("node").alias("first_a"), sf.col("root").alias("root_a"))
    at_b = roots.select(sf.col("node").alias("first_b"), sf.col("root").alias("root_b"))
    inside = ties.join(at_a, "first_a").join(at_b, "first_b").where("root_a = root_b").drop("root_b")
    return members.groupBy("root").cogroup(inside.groupBy("root_a")).applyInArrow(_grouped, UTTERANCE)


def _grouped(members: pa.Table, inside: pa.Table) -> pa.Table:
    rows = sorted(members.to_pylist(), key=lambda row: row["key"])
    ids = {row["key"]: row["id"] for row in rows}
    firsts = {row["key"]: row["first"] for row in rows}
    transcripts = {row["article"] for row in rows if row["spoken"]}
    found = sorted(inside.to_pylist(), key=lambda row: (row["a"], row["b"]))
    tied = [Tie(row["a"], row["b"], row["score"], _relation(row)) for row in found]
    told = (
        (one.id, one.fullest, member, place)
        for one in group_rows(ids, firsts, tied, transcripts)
        for place, member in enumerate(one.members)
    )
    return table_of(told, UTTERANCE)


def _relation(row: dict[str, Any]) -> Relation:
    relation: Relation = row["relation"]
    return relation


def copies(
    utterances: DataFrame, nodes: DataFrame, articles: DataFrame, said: DataFrame, events: DataFrame
) -> DataFrame:
    """Of each utterance, which of its articles repeats whose text: (utterance, article, copies).

    What stands in one article often stands in another, too: the same articles are compared once.
    """
    from pyspark.sql import functions as sf

    at = nodes.where("NOT spoken").select(sf.col("id").alias("member"), "number")
    sets = (
        utterances.join(at, "member").groupBy("utterance").agg(sf.sort_array(sf.collect_set("number")).alias("there"))
    )
    wanted = sets.where(sf.size("there") > 1)
    several = wanted.select("there").distinct().withColumn("set", sf.xxhash64("there"))
    text = articles.select("number", "id", "text", "published")
    spans = said.select("number", "outlet_key", "quotations")
    about = text.join(spans, "number").join(events.select("number", sf.col("event_number").alias("event")), "number")
    rows = several.select("set", sf.explode("there").alias("number")).join(about, "number")
    found = rows.groupBy("set").applyInArrow(_copies, SET_COPY)
    named = wanted.withColumn("set", sf.xxhash64("there")).select("utterance", "set")
    return found.join(named, "set").select("utterance", "article", "copies")


def _copies(group: pa.Table) -> pa.Table:
    rows = sorted(group.to_pylist(), key=lambda row: row["number"])
    proses = []
    for row in rows:
        own = quotations_of(row["quotations"])
        marked = {q.id for q in own if q.kind in ("direct", "fragment")}
        spans = [(q.start, q.end) for q in own if q.id in marked and q.within not in marked]
        runs = agency.runs_of(row["text"], spans)
        proses.append(agency.Prose(row["id"], row["outlet_key"], row["published"], row["event"], runs))
    told = [(rows[0]["set"], article, other) for article, other in agency.copies(proses).items()]
    return table_of(told, SET_COPY)
