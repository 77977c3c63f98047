"""How does each command print what it found? One JSON object a line, plain text, or what can be read aloud."""

from __future__ import annotations

import errno
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import click

from index.days import listed
from index.model import AddSummary, Article, ArticleRow, DiffOp, Hit, Link, Quotation, Skipped, Variant
from tui.saying import about, alteration_words, retold, words_of

# what a terminal takes for orders; the last two turn the order of what follows round
_ORDERS = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
CONTROL = {code: "\ufffd" for code in _ORDERS if chr(code) not in "\n\t"}
ESCAPED = {code: f"\\u{code:04x}" for code in _ORDERS if code > 126}  # the others JSON escapes itself
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # of a disk, or of what one may use of it
_OTHERS, _IN_THE_WAY = "look at who owns it and its folder", "something else stands there: move it away"
WAYS_ON = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), _OTHERS),
    **dict.fromkeys((errno.EISDIR, errno.ENOTDIR, errno.ELOOP, errno.EEXIST), _IN_THE_WAY),
    errno.EROFS: "this disk may only be read: name a library elsewhere with --library",
    errno.EIO: "the disk fails: copy what is on it while it can be read",
    errno.EMFILE: "too many files are open: close other programs, or raise the limit (ulimit -n)",
}
ALOUD = "tui.aloud"  # where it stands in the context that this was asked for
MAX_LINES = 20  # of one file in a summary; whoever reads on learns nothing new


def aloud() -> bool:
    """Whether this command is to print what can be read aloud."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(ALOUD))


def emit(row: dict[str, Any]) -> None:
    """One JSON object on a line of its own, in ASCII where standard output can't take every character; or aloud."""
    if aloud():
        from tui.aloud import told

        put(told(row))
        return
    line = json.dumps(row, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8")
    sys.stdout.write((line.translate(ESCAPED) if sys.stdout.isatty() else line) + "\n")


def put(text: str) -> None:
    """Text as it is; where a terminal would take some of its characters for orders, without those."""
    sys.stdout.write((harmless(text) if sys.stdout.isatty() else text) + "\n")


def harmless(text: str) -> str:
    """The text with control characters other than newline and tab, and bidi overrides, as U+FFFD."""
    return text.replace("\r\n", "\n").translate(CONTROL)


def say(message: str) -> None:
    """A message for the person, on standard error: harmless, whatever it quotes of what was typed or read."""
    click.echo(f"quoth: {harmless(message)}", err=True)


def refused(error: OSError) -> str:
    """What the system would not do, in a sentence."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in FULL:
        return f"can't write: the disk is full{where}; make room and try again"
    way_on = WAYS_ON.get(error.errno or 0)
    return f"can't read or write: {error.strerror or error}{where}" + (f"; {way_on}" if way_on else "")


# --- forms that other programs rely on: fields may be added, never changed


def article_form(row: ArticleRow) -> dict[str, Any]:
    """A row of `list --json`."""
    return {
        "id": row.id,
        "path": row.path,
        "outlet": row.outlet,
        "title": row.title,
        "author": row.author,
        "published": row.published,
        "url": row.url,
        "language": row.language,
        "characters": row.characters,
        "quotes": row.quotes,
        "links": row.links,
        "event": row.event,
        "read": bool(row.read),
        "starred": bool(row.starred),
        "tags": list(row.tags),
        "shared": row.shared,
        "added": row.added,
        "transcript": row.transcript,
        "notes": row.notes,
    }


def quote_form(q: Quotation, row: ArticleRow) -> dict[str, Any]:
    """A row of `quotes --json`."""
    return {
        "id": q.id,
        "article": q.article,
        "path": row.path,
        "outlet": row.outlet,
        "title": row.title,
        "published": row.published,
        "start": q.start,
        "end": q.end,
        "text": q.text,
        "kind": q.kind,
        "speaker": q.speaker,
        "speaker_text": q.speaker_text,
        "cue": q.cue,
        "confidence": round(q.confidence, 3),
        "continues": q.continues,
        "role": q.role,
        "perhaps": q.perhaps,
        "within": q.within,
        "known_as": q.known_as,
        "corrected": q.corrected,
    }


def link_form(link: Link) -> dict[str, Any]:
    """A row of `links --json`."""
    return {**_compared_form(link), "reason": link.reason}


def _compared_form(link: Link) -> dict[str, Any]:
    """What `links` and `xref` begin with; `a` is null where a text of no article was compared."""
    return {
        "a": link.a or None,
        "b": link.b,
        "score": round(link.score, 4),
        "relation": link.relation,
        "altered": link.altered,
        "utterance": link.utterance,
        "judged": link.judged,
    }


def xref_form(variant: Variant) -> dict[str, Any]:
    """A row of `xref --json`: from the side of the quotation asked for, what was really said, too; `b` is the other.

    `said` are the ids of all its sentences.
    """
    if variant.said:
        from index.rooting import turned

        variant = turned(variant)
    form = _compared_form(variant.link)
    judged = form.pop("judged")  # fields that were there before keep their places
    return {
        **form,
        "quote": quote_form(variant.quote, variant.article),
        "diff": [list(op) for op in variant.diff],
        "alterations": [[one.what, one.a, one.b] for one in variant.alterations],
        "judged": judged,
        "reason": variant.link.reason,
        "said": [sentence.id for sentence in variant.said] or None,
    }


def search_form(hit: Hit) -> dict[str, Any]:
    """A row of `search --json`."""
    return {
        "article": hit.article,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": hit.published,
        "score": round(hit.score, 3),
        "start": hit.start,
        "end": hit.end,
        "passage": hit.passage,
        "hits": [list(span) for span in hit.hits],
    }


# --- plain text


def where(row: ArticleRow) -> str:
    """Outlet and date of an article, as far as they are known."""
    return " · ".join(part for part in (row.outlet or "unknown outlet", listed(row.published)) if part)


def article_plain(row: ArticleRow) -> str:
    """An article in two lines."""
    counts = f"{row.quotes} quotes, {row.shared} shared"
    signs = "".join((" ★" if row.starred else "", "" if row.read else " ●"))
    own = f" · {row.notes} note{'s' if row.notes > 1 else ''}" if row.notes else ""
    own += f" · {hashes(row.tags)}" if row.tags else ""
    return f"{row.id}  {row.title or '(no title)'}{signs}\n    {where(row)} · {counts}{own}"


def hashes(tags: Iterable[str]) -> str:
    """Tags as they are shown: "#ferry #toll"."""
    return " ".join(f"#{name}" for name in tags)


def article_head(article: Article) -> str:
    """What is known about an article: title, then outlet, date, author and address."""
    known = (article.outlet, listed(article.published), article.author, article.url)
    lines = (article.title or "(no title)", " · ".join(part for part in known if part))
    return "\n".join(line for line in lines if line)


def article_text(article: Article) -> str:
    """An article below its head."""
    return article_head(article) + "\n\n" + article.text


def quote_plain(q: Quotation, row: ArticleRow) -> str:
    """A quotation in two lines: the words, between marks where they stand so; then who said them, and where."""
    known = about(q, f"within {q.within}" if q.within else "", short=True)
    told = " · ".join(part for part in (str(known), *known.details) if part)
    return f"{words_of(q, one_line(q.text))}\n    {one_line(told)} · {where(row)} · {q.id}"


def link_plain(link: Link, quotes: dict[str, tuple[Quotation, ArticleRow]]) -> str:
    """A link in three lines: score and relation, then the two quotations."""
    lines = [how_plain(link)]
    for side in (link.a, link.b):
        q, row = quotes[side]
        lines.append(f"    {words_of(q, one_line(q.text))}  {said_by(q)}, {where(row)}, {q.id}")
    return "\n".join(lines)


def missing_plain(rows: Iterable[ArticleRow]) -> str:
    """The outlets that left a quotation out, each with the article where it could stand."""
    return f"not reported by {', '.join(f'{one_line(row.outlet or row.title or row.id)} ({row.id})' for row in rows)}"


def how_plain(link: Link) -> str:
    """Score and relation of a link; of an echo, whose score says that it is none, why."""
    if link.relation != "echo":
        return f"{percent(link.score)} {link.relation}{' · altered' if link.altered else ''}"
    return f"    echo, {one_line(link.reason)}" if link.reason else "    echo"


def variant_plain(variant: Variant) -> str:
    """Another printing in two lines: score, relation, speaker and place, then the words with what changed."""
    q, row = variant.quote, variant.article
    head = f"{how_plain(variant.link)} · {said_by(q)} · {q.kind} · {where(row)}"
    if variant.said:
        head = f"what was said: {where(row)} · {said_by(q)}\n{how_plain(variant.link)} here"
    changes = "; ".join(map(alteration_words, variant.alterations))
    told = f"\n    altered: {changes}" if changes else ""
    words = one_line(retold(variant)) if variant.link.relation == "paraphrased" else diff_plain(variant.diff)
    return f"{head} · {q.id}\n    {words}{told}"


def said_by(q: Quotation) -> str:
    """The speaker with role, "perhaps" where it is unsure, and whether a reader corrected it."""
    return one_line(f"{about(q)}{', corrected by you' if q.corrected else ''}")


def diff_plain(diff: Iterable[DiffOp]) -> str:
    """Changes after wdiff's notation: `[-only in the first-]`, `[+only in the second+]`."""
    parts: list[str] = []
    for op, old, new in diff:
        if op == "equal":
            parts.append(one_line(new))
        else:
            parts.extend(f"[-{one_line(old)}-]" for _ in (1,) if old.strip())
            parts.extend(f"[+{one_line(new)}+]" for _ in (1,) if new.strip())
    return " ".join(part for part in parts if part)


def hit_plain(hit: Hit) -> str:
    """A passage in two lines."""
    known = " · ".join(part for part in (hit.outlet or "unknown outlet", listed(hit.published)) if part)
    title = hit.title or "(no title)"
    return f"{title}\n    {known} · {hit.article}#{hit.start}-{hit.end}\n    {marked(hit)}"


def marked(hit: Hit) -> str:
    """The passage with the words found between asterisks."""
    parts: list[str] = []
    at = hit.start
    for start, end in hit.hits:
        if at <= start and end <= hit.end:
            parts += [
                hit.passage[at - hit.start : start - hit.start],
                "*",
                hit.passage[start - hit.start : end - hit.start],
                "*",
            ]
            at = end
    parts.append(hit.passage[at - hit.start :])
    return one_line("".join(parts))


def summary_plain(summary: AddSummary) -> list[str]:
    """What an `add` did, and a line for each input that gave no article."""
    counts = (("added", summary.added), ("changed", summary.changed), ("unchanged", summary.unchanged))
    skipped = [s for s in summary.skipped if not s.added]
    parts = [f"{len(ids):,} {name}" for name, ids in counts if ids or name == "added"]
    if skipped:
        parts.append(f"{len(skipped):,} skipped")
    return [*skipped_lines(summary.skipped), ", ".join(parts) + (" (stopped)" if summary.stopped else "")]


def skipped_lines(skipped: Iterable[Skipped]) -> Iterator[str]:
    """A line for each; of the lines of one file the first twenty, then how many more there are."""
    lines: Counter[tuple[str, bool]] = Counter()
    for one in skipped:
        file, _, number = one.path.rpartition(":")
        key = (file if number.isdigit() else "", one.added)
        lines[key] += bool(key[0])
        if lines[key] <= MAX_LINES:
            yield skipped_plain(one)
    for (file, added), count in lines.items():
        if count > MAX_LINES:
            more = "remarks" if added else "lines"
            yield harmless_line(f"{file}: ... and {count - MAX_LINES:,} more {more} like these")


def skipped_plain(skipped: Skipped) -> str:
    """One line: which input, and why it gave no article (or gave one with something left out)."""
    path = skipped.path if skipped.path and skipped.path.isprintable() else repr(skipped.path)
    return harmless_line(f"{path}: {skipped.reason}")


def harmless_line(text: str) -> str:
    """A message on one line, whatever the names and values in it."""
    return harmless(" ".join(text.splitlines()))


def percent(score: float) -> str:
    """A score as a whole number of 100, right-aligned; 100 is kept for certainty."""
    return f"{min(99, round(score * 100)) if score < 1 else 100:3d}"


def one_line(text: str) -> str:
    """Words on one line, control characters taken out."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable() or c in "\u200d\u200c")
