"""What stands around the hit under the cursor? Its paragraphs, the words marked."""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len

from index.model import Article, Hit
from tui.render import Layer, Rows, Runs, fit, flatten, one_line, paint, printable, unsplit, wrap
from tui.widgets.dates import day
from tui.widgets.painted import Line, Painted, Piece
from tui.widgets.prose import title_span

ENOUGH = 900  # characters: neighbouring paragraphs are shown, too, up to so many
LONGEST = 3000  # of what stands either side of a hit: a paragraph may be a whole book
HEAD = 1  # lines above the text

Span = tuple[int, int]


class Excerpt(Struct, frozen=True):
    """Paragraphs of an article; `hits` and `here`, the one under the cursor, are offsets in `text`.

    `title` is empty where the paragraphs show it.
    """

    title: str
    where: str
    text: str
    hits: tuple[Span, ...] = ()
    here: Span | None = None


def excerpt(article: Article, hit: Hit, marks: tuple[Span, ...]) -> Excerpt:
    """The paragraphs around a hit; `marks` are the places of the query's words in the whole article."""
    first = hit.hits[0] if hit.hits else (hit.start, hit.end)
    start, end = paragraphs(article.text, *first)
    title = one_line(article.title) or article.id
    headed = title_span(article.text, article.title)
    if headed and start < headed[1]:  # it would be named twice
        if first[0] < headed[1]:
            title = ""
        else:
            start = headed[1]
            while article.text[start].isspace():
                start += 1
    inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    here = (hit.hits[0][0] - start, hit.hits[0][1] - start) if hit.hits else None
    where = " · ".join(part for part in (one_line(article.outlet), day(article.published, "year")) if part)
    return Excerpt(title, where, article.text[start:end], inside, here)


def paragraphs(text: str, start: int, end: int) -> Span:
    """The paragraphs that a stretch touches, with those before and after it as long as they are short."""
    low, high = _grown(text, start, end)
    while high - low < ENOUGH:
        wider = _grown(text, max(0, low - 1), min(len(text), high + 1))
        if wider == (low, high) or wider[1] - wider[0] > 2 * ENOUGH:
            break
        low, high = wider
    return max(low, start - LONGEST), min(high, end + LONGEST)


def _grown(text: str, start: int, end: int) -> Span:
    """The stretch out to the line ends around it."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


class Preview(Painted, can_focus=False, inherit_bindings=False):
    """An excerpt, scrolled to its hit."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.excerpt: Excerpt | None = None
        self.text = ""
        self.rows = Rows((), ())
        self.runs = Runs()

    def show(self, excerpt: Excerpt | None) -> None:
        """Show this one, or nothing."""
        self.excerpt = excerpt
        self.lay_out()

    def on_resize(self) -> None:
        """Wrap it for another width."""
        self.lay_out()

    def lay_out(self) -> None:
        """Wrap the text and scroll so that the hit stands in the upper half."""
        shown = self.excerpt
        self.text = printable(shown.text) if shown else ""
        self.rows = wrap(self.text, max(4, self.size.width - 3)) if shown else Rows((), ())
        marked = [(a, b, Layer.HIT) for a, b in shown.hits] if shown else []
        here = [(*shown.here, Layer.HERE)] if shown and shown.here else []
        self.runs = flatten([*marked, *here])
        self.resize_to_content()
        row = HEAD + self.rows.at(shown.here[0]) if shown and shown.here else 0
        self.scroll_to(y=row - self.size.height // 3 if row >= self.size.height - 1 else 0, animate=False)

    def line_count(self) -> int:
        """The head and the rows."""
        return HEAD + len(self.rows.rows) if self.excerpt else 0

    def line(self, y: int) -> Line:
        """Title, outlet and date; then the text."""
        if self.excerpt is None:
            return Line()
        if y < HEAD:
            width = self.size.width - 3
            title = fit(self.excerpt.title, width)
            where = f" · {self.excerpt.where}" if title and self.excerpt.where else self.excerpt.where
            where = fit(where, max(0, width - cell_len(title)))
            return Line(((" ", ""), (title, "strong"), (where, "dim")))
        row = self.rows.rows[y - HEAD]
        pieces: list[Piece] = [(" ", "")]
        for start, end, layers in unsplit(self.text, paint(row.start, row.end, (self.runs,))):
            style = "here" if Layer.HERE in layers else "hit" if Layer.HIT in layers else ""
            pieces.append((self.text[start:end], style))
        return Line(tuple(pieces))
