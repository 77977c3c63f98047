"""How are the same steps taken on many machines, with Spark?

    inputs -> articles -> said -> wholes -> found -> compared -> links -> utterances, copies; alike -> events

Each step reads what steps before it wrote, as Parquet, and writes its own: whatever ends it in the middle, it goes on
from the last step that was finished (`steps`). The rules are those of the local path, called from here as they are
called from there; here it is only said how rows come together. `running` knows the order of the steps.

pyspark is imported here and nowhere else, by whoever asks for it: `quoth[spark]` brings it.
"""
