"""The reader in a browser: a small web server; each page of it is a terminal with a reader of its own."""
