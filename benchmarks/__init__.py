"""Speed and quality, measured: `make bench`, `make eval`, `make fit`. Nothing here is part of the installed program."""
