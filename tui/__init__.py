"""quoth in a terminal: commands and the reader."""
