"""How do feeds bring articles? `answers` (what did a feed answer, and what is kept of it), `backoff` (when may it be asked),
`trying` and `discovering` (what is behind an address that was typed), `opml` (lists of feeds of other readers), `pages`
(the pages of entries, many at once), `syncing` (all of it).

A thread that fetches never touches the library: what it found is stored by the one that asked for it.
"""
