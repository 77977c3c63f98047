"""What is kept of each format, what is lost, and which library reads it? For people: docs/formats.md is made of it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

ADDRESS: Final = "address"  # no format of files: what is behind one is told when it has been fetched


class Described(Struct, frozen=True):
    """A format in words: what it is, what an article keeps of it, what is lost, the library that does it."""

    what: str
    kept: str
    lost: str
    library: str


DESCRIBED: Final[dict[str, Described]] = {
    "text": Described(
        "Plain text",
        "every character; the first line is the title where it reads as one",
        "nothing; UTF-8, or UTF-16 with its mark, and no other encoding",
        "Python",
    ),
    "markdown": Described(
        "Markdown",
        "the words, with a paragraph for each heading, list item, block quotation, cell, block of code and caption; "
        "quotation marks as they are; of front matter (YAML, TOML) title, authors, date, outlet, url, id, language and "
        "transcript; else the headline it opens with is the title",
        "emphasis, addresses of links, pictures, the marks of footnotes (their text stands at the end), line breaks "
        "within a paragraph or code; aliases in YAML, and front matter that can't be read (a remark says so)",
        "markdown-it-py, mdit-py-plugins, PyYAML",
    ),
    "csv": Described(
        "Tables (CSV, TSV) with a name over each column",
        "a row is an article: text, lead, title, outlet, date, author, address, id, language and transcript, by the "
        "names that press databases give their columns, or by `--column`; `,` `;` `|` or tabs between columns, line "
        "breaks within them, UTF-8 or UTF-16",
        "all other columns; rows without a text (named by their lines); a date that may be read in two ways "
        "(a remark says so)",
        "Python",
    ),
    "jsonl": Described(
        "JSON lines, also packed with gzip",
        "a line is an article: id, text, title, outlet, published, url, author, language, transcript, each unchanged",
        "all other fields",
        "Python",
    ),
    "page": Described(
        "Web pages, saved or fetched",
        "the article's headings, paragraphs, block quotations, list items, rows of tables, posts that it quotes and "
        "captions of the pictures among its paragraphs; title, author, day, outlet, language and the address that the "
        "page gives for itself; in whatever encoding",
        "menus, notices, lists of links, readers' comments, pictures, captions of those beside or behind it, pull "
        "quotes, and what a script would fetch, where the page does not say it to programs (JSON-LD); of a page that "
        "shows only its beginning to all, the rest (a remark says so)",
        "trafilatura, lxml",
    ),
    "mhtml": Described(
        "Web pages saved as one file",
        "as of a web page, with the address it was saved from",
        "as of a web page",
        "Python, trafilatura",
    ),
    "feed": Described(
        "Feeds: RSS, Atom, JSON Feed",
        "an entry is an article: its text, title, author, date, language and address, the feed's title as outlet; "
        "where the entry has a summary only and the feed was fetched, the text of its page",
        "pictures, sounds and categories; of a saved feed, what is not in it; entities that it declares",
        "feedparser",
    ),
    "pdf": Described(
        "PDF",
        "the words in reading order, columns one after the other; lines joined to paragraphs, hyphens at their ends "
        "taken out; title, author and date as far as the file gives them",
        "running heads and feet, page numbers, pictures, layout; pages that are pictures (they are named)",
        "pypdfium2, in a process of its own",
    ),
    "mail": Described(
        "E-mail (.eml)",
        "subject as title, sender or list as outlet, date, the address in Archived-At; all text of the HTML, else the "
        "plain text with the lines of its paragraphs joined, in whatever character set; e-mails and PDFs attached, as "
        "articles of their own",
        "what it answers, signature, notices of a newsletter on itself, what is hidden; other attachments (they are "
        "named), pictures, addresses of recipients",
        "Python, lxml",
    ),
    "mbox": Described(
        "Mailboxes",
        "each message as an e-mail; the file is only read, and may be of any size",
        "as of e-mail; read and other marks of the mail program",
        "Python, lxml",
    ),
    "warc": Described(
        "Web archives (WARC), also packed with gzip",
        "each page, PDF or text that was answered with success, with its address, read record by record, in memory of "
        "a fixed size; a page captured twice has two versions; after damage it goes on with the next record",
        "pictures, scripts, styles, answers that are errors or lead elsewhere, pages without an article (counted); "
        "bodies of more than 25 MB unpacked",
        "fastwarc, trafilatura",
    ),
    "zip": Described(
        "ZIP",
        "each file of these formats in it, with what an outlets.toml beside it says; nothing is written to disk",
        "refused, with the reason: archives within it, `..`, links, members that lie over each other, a password, "
        "other packing than deflate, 1,000-fold packing, files over 25 MB, more than 100,000 files",
        "Python",
    ),
    ADDRESS: Described(
        "Addresses (http, https)",
        "what is behind them, as its format is read; the address after all redirects",
        "what needs a script, a cookie or a subscription; more than 25 MB, 30 seconds or 10 redirects; private "
        "networks, unless their host and port were named",
        "urllib3",
    ),
}
