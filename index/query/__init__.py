"""The query language: what is asked for, and where a text has it. Needs neither the index nor the database."""

from index.query.language import Query, QueryProblem, parse
from index.query.passages import Passage, hit_spans, in_context, passages

__all__ = ["Passage", "Query", "QueryProblem", "hit_spans", "in_context", "parse", "passages"]
