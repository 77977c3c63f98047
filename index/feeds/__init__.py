"""How do feeds bring articles?

`answers` (what did a feed answer, and what is kept of it), `trying` and `discovering` (what is behind an address that
was typed), `opml` (lists of feeds), `turns` (who is asked when), `taking` (how do entries become articles). A thread
that asks the web never touches the library: what it found is stored by the one that sent it.
"""
