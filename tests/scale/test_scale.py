"""What Spark makes of articles is what the local path makes of them, on a cluster, and where a worker is killed."""

from __future__ import annotations

import gzip
import html
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from happenings import FERRY, FERRY_TOO, INQUIRY
from invented import CUT, LIND, OTHER

from benchmarks.cluster import cluster

for name in ("pyspark", "pyarrow", "pandas"):
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed: quoth[spark]", allow_module_level=True)
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not installed", allow_module_level=True)

pytestmark = pytest.mark.timeout(1800)  # thirty steps of Spark, of which the least takes a second of an idle machine
ROOT = Path(__file__).parents[2]
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "SPARK_LOCAL_IP": "127.0.0.1"}
KINDS = ("quotations", "links", "utterances", "alike", "events", "copies")
TOLD = "Edda Quill, who runs the museum, said the bell rang the whole night under the pier and woke the museum.\n"
NEVER = "We will never pay a toll for crossing our own water, and we never have, not in forty years of counting boats"
SPEECH = f"""Transcript of the press conference in Oss

LIND: Good morning to all of you. {NEVER}. It's over. The buoy goes back to where our grandfathers left it.

Q: What about the buoy, minister?

LIND: Hale has promised me that in writing. I believe him, and I will count the boats again tomorrow.
"""
REPORT = f"“{NEVER}. It's over,” Ada Lind said on Monday in Oss.\n"
SPLIT = (
    "“We will never pay a toll for crossing our own water,” Ada Lind said, “and we never have, not in forty years.”\n"
)
LATER = f"“{NEVER},” Ada Lind once said, in a speech in 2019.\n"
AGENCY = " ".join(
    f"The harbour office counted {n} boats on the {n}th day and wrote all of it down twice." for n in range(40)
)
TEXTS = [
    LIND, CUT, OTHER, TOLD, REPORT, SPLIT, LATER, SPEECH,
    FERRY[1], FERRY_TOO[1], INQUIRY[1],
    f"{AGENCY}\n{REPORT}", f"{AGENCY}\n{REPORT}",
]  # fmt: skip


def rows(prefix: str = "") -> list[dict[str, object]]:
    return [
        {
            "id": f"{prefix}{number}",
            "text": text,
            "title": f"Story {number}",
            "outlet": f"Outlet {number}",
            "published": f"2026-11-{2 + number % 3:02}",
        }
        for number, text in enumerate(TEXTS)
    ]


def captured(number: int, text: str) -> bytes:
    """A page as a web archive has it."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    page = f"<html><head><title>Page {number}</title></head><body><article>{body}</article></body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    address = b"WARC-Target-URI: https://paper%d.example/story\r\n" % number
    head = b"WARC/1.0\r\nWARC-Type: response\r\n" + address + b"Content-Length: %d\r\n\r\n" % len(block)
    return head + block + b"\r\n\r\n"


def run(*command: str, code: int = 0) -> str:
    """What a command printed, which is run apart from this process: Java's warnings are no errors there."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=ENV, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inputs of several formats: lines, packed lines, Parquet and a web archive."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = tmp_path_factory.mktemp("inputs")
    lines = [json.dumps(row) for row in rows("a")]
    (place / "a.jsonl").write_text("\n".join([*lines, "", "{broken"]), encoding="utf-8")
    with gzip.open(place / "b.jsonl.gz", "wt") as out:
        out.write("\n".join(map(json.dumps, [*rows("b")[:5], rows("a")[0]])))
    with gzip.open(place / "pages.warc.gz", "wb") as archive:
        for number, text in enumerate((REPORT, OTHER, SPLIT, TEXTS[-1])):
            archive.write(captured(number, text))
    some = pa.Table.from_pylist(rows("c")[2:9])
    (place / "tables").mkdir()
    pq.write_table(some, place / "tables" / "part.parquet", row_group_size=3)
    return place


SETTINGS = ("--conf", "spark.sql.shuffle.partitions=2", "--conf", "spark.executor.memory=1g")


def test_on_a_cluster_all_is_as_it_is_locally_though_a_worker_is_killed(folder: Path, tmp_path: Path) -> None:
    names = ("a.jsonl", "b.jsonl.gz", "pages.warc.gz")
    inputs = [*(str(folder / name) for name in names), str(ROOT / "seeds")]
    with cluster(workers=2, memory="1500m") as running:
        command = ["-m", "benchmarks.scale", "--master", running.master, "--keep", str(tmp_path), *SETTINGS, *inputs]
        told = []
        with subprocess.Popen([sys.executable, *command], cwd=ROOT, env=ENV, stdout=subprocess.PIPE, text=True) as made:
            assert made.stdout is not None
            for line in made.stdout:
                told.append(line)
                if line.startswith("work/shingles"):  # the next step is under way
                    running.kill(0)
    assert made.returncode == 0, "".join(told)
    table = told[next(at for at, line in enumerate(told) if "only spark" in line) :]
    equal = {line.split()[0]: int(line.split()[3]) for line in table if line.startswith(KINDS)}
    assert equal.keys() == set(KINDS), "".join(told)
    assert all(equal.values()), equal  # the same, and not for want of any


def test_it_goes_on_from_the_last_step_that_was_finished(folder: Path, tmp_path: Path) -> None:
    command = ("tui", "scale", "--master", "local[2]", *SETTINGS, "--out", str(tmp_path / "out"))
    inputs = (str(folder / "tables"), str(folder / "missing.jsonl"), str(folder / "a.jsonl"))
    first = run(*command, *inputs)
    assert "finished before" not in first
    assert "missing.jsonl does not exist" in first
    assert "is not JSON" in first
    (tmp_path / "out" / "work" / "compared" / "_quoth.json").unlink()  # as if it had been broken off there
    again = [line for line in run(*command, *inputs).splitlines() if " rows, " in line]
    assert [line.split(": ")[1] for line in again if "finished before" not in line] == ["work/compared"]
    fewer = [line for line in run(*command, str(folder / "a.jsonl")).splitlines() if " rows, " in line]
    assert not any("finished before" in line for line in fewer)  # they come from other inputs


def test_a_frequent_feature_is_counted_in_blocks_and_nothing_else_changes(tmp_path: Path) -> None:
    (tmp_path / "blocks.py").write_text(BLOCKS, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "blocks.py")], env=ENV, capture_output=True, text=True)
    assert done.stdout.splitlines()[-2:] == ["same True True", "cut True 6 1"], done.stdout + done.stderr


BLOCKS = """
from index.scale import components, postings
from index.scale.said import ENTRY
from index.scale.session import session

spark = session("local[2]", {"spark.sql.shuffle.partitions": "2"})
# article n has two rows, found by and looking for 1 (all), 2 (every third) and a feature of its own
rows = [
    (n * 100, n * 1000 + i, 1, fs, fs, b"", b"", 0.0, len(fs))
    for n in range(60) for i in range(2) for fs in [[1, *([2] if n % 3 == 0 else []), 10 + n]]
]
entries = spark.createDataFrame(rows, ENTRY)
columns = ["feature", "number", "key", "adds", "asks", "before"]

def told(found):
    return sorted(tuple(row) for row in found.select(columns).collect())

whole = told(postings.postings(entries, most=30, heavy_from=10_000))
blocks = told(postings.postings(entries, most=30, heavy_from=5))
assert max(row[5] for row in whole) == 30 and len(whole) > 100
spark.sparkContext.setCheckpointDir(__file__ + ".checkpoints")
pairs = [(n, n + 1, 0.55 if n == 5 else 0.9) for n in range(10) if n != 7]
told = []
for at_once in (0, 100):
    asked = spark.createDataFrame(pairs, "a long, b long, score double")
    found = components.components(asked, 0.5, most=6, at_once=at_once)
    told.append((sorted(map(tuple, found.roots.collect())), found.cut))
roots = dict(told[0][0])
print("same", whole == blocks, told[0] == told[1])
print("cut", roots[5] == 0 and roots[6] == 6 and roots[8] == 8, sum(r == 0 for r in roots.values()), told[0][1])
"""
