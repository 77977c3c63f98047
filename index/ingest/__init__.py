"""How do files become articles? A reader for each format, and a walk over what the user named.

Every reader is `read(stream, hint) -> Iterator[Article | Skipped]`: what can't be read is a value with a reason,
and the inputs after it go on.
"""

from index.ingest.sources import Address, Piped, Source, sources
from index.ingest.sources import read as read

__all__ = ["Address", "Piped", "Source", "read", "sources"]
