"""Every value that passes between the steps: what an article, a quotation and a link are.

All offsets are half-open character positions in `Article.text`, quote marks excluded.
This module imports nothing of ours.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

Kind = Literal["direct", "fragment", "indirect", "term"]
Relation = Literal[
    "identical", "truncated", "extended", "overlapping", "reworded", "spliced", "paraphrased", "echo", "none"
]
DiffOp = tuple[Literal["equal", "delete", "insert", "replace"], str, str]
Change = Literal["negation", "number", "name", "modal", "hedge"]
Verdict = Literal["printed", "changed", "spliced", "paraphrased", "other_speaker", "not_found"]

PERHAPS = 0.7  # a speaker less sure is shown as "perhaps": held out, 6 of 10 of these are right, of the surer ones 9

# both sides print the words: they count as printings, and make utterances
SAME_WORDS: tuple[Relation, ...] = ("identical", "truncated", "extended", "overlapping", "reworded", "spliced")
LINK_RELATIONS: tuple[Relation, ...] = (*SAME_WORDS, "paraphrased")


class Article(Struct, frozen=True):
    """One text of one outlet, as it was read.

    `text` is never changed: a file decoded, or the input's `text` value. `path` is the file as it was named,
    `published` an ISO 8601 date or time. What the input did not say is None. `transcript` says whether it is a speech
    or an interview, turn by turn, where somebody marked it so by hand; None leaves that to its form. `named` says that
    the input gave the id: it tells this article from all others, whatever their words. `site` is how its page calls the
    site: the outlet, where nothing says more. `at` is the address where it was read, `taken` the UTC time at which an
    archive has it from there; `cut` says that the rest of it stands behind a wall.
    """

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    transcript: bool | None = None
    named: bool = False
    site: str | None = None
    at: str | None = None
    taken: str | None = None
    cut: bool = False

    @property
    def outlet_key(self) -> str:
        """The outlet, or the article itself where it is unknown: two unknown outlets are two outlets."""
        return self.outlet or f"?{self.id}"


class Skipped(Struct, frozen=True):
    """An input that gave no article, and why: `path` and `reason` make a sentence for the reader.

    `added` marks a remark: the article is in, but something of it was left out.
    """

    path: str
    reason: str
    added: bool = False


class Entry(Struct, frozen=True):
    """Something that a feed announces. `name` is by which the feed tells it from its others.

    `content` is HTML: the text as far as the feed gives it, "" where it only announces it; `full` says that this is the
    whole article, as far as that can be told. `digest` is of all that is said: another one is an update.
    """

    name: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    content: str = ""
    full: bool = False
    digest: str = ""


class Stretch(Struct, frozen=True):
    """Words between quotation marks, before anybody knows who said them.

    `start`:`end` are the words, `outer_start`:`outer_end` take in the marks. A stretch never crosses a line break:
    a quotation of two paragraphs is two stretches. `follows` is the index of the stretch it continues only by its
    marks (an unclosed paragraph that the next one takes up), else None. `closed` is False where the mark is missing.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    closed: bool = True
    follows: int | None = None


class Quotation(Struct, frozen=True):
    """A stretch of an article that reports somebody's words.

    `speaker` is the fullest name the article gives, `speaker_text` the words beside the quotation that name them,
    `role` what the text says they are ("prime minister of Norland"), `cue` the word that says so. `confidence` (0..1)
    is how sure the speaker is. `continues` is the id of the first part of a split quotation. `within` is the id of the
    quotation in whose words this one stands: a person quoted by another, a fragment of indirect speech. `known_as` is
    the one name under which the library knows the speaker across articles. `corrected` says that a reader gave the
    speaker.
    """

    article: str
    start: int
    end: int
    text: str
    kind: Kind
    speaker: str | None = None
    speaker_text: str | None = None
    cue: str | None = None
    confidence: float = 0.0
    continues: str | None = None
    role: str | None = None
    within: str | None = None
    known_as: str | None = None
    corrected: bool = False

    @property
    def id(self) -> str:
        """`ARTICLE#START-END`."""
        return f"{self.article}#{self.start}-{self.end}"

    @property
    def perhaps(self) -> bool:
        """Whether its speaker is so unsure that a reader must be told."""
        return self.speaker is not None and not self.corrected and self.confidence < PERHAPS


class Whole(Struct, frozen=True):
    """A quotation with all its split parts: what matching compares.

    `pieces` are the rows in the order of the text; `text` is their words joined by a line break, which tells that the
    reporter's own words stand between. `outlet_key` and `published` are the article's.
    """

    pieces: tuple[Quotation, ...]
    text: str
    outlet_key: str
    published: str | None = None

    @property
    def id(self) -> str:
        """That of its first piece."""
        return self.pieces[0].id

    @property
    def article(self) -> str:
        """The id of the article it stands in."""
        return self.pieces[0].article

    @property
    def speaker(self) -> str | None:
        """The first speaker known of its pieces."""
        return next((p.speaker for p in self.pieces if p.speaker), None)


class Alteration(Struct, frozen=True):
    """A change of the meaning between two printings: the words of the one and of the other, "" where one lacks them."""

    what: Change
    a: str
    b: str


class Match(Struct, frozen=True):
    """What comparing two texts says.

    `score` is the probability (0..1) that both report the same words said on the same occasion. `relation` is told
    from the side of `a`: `truncated` means that `b` is a cut of `a`. `altered` says whether the difference changes the
    meaning, and `alterations` where; it is None where the two are no link and nothing judged it.
    """

    score: float
    relation: Relation
    diff: tuple[DiffOp, ...] = ()
    altered: bool | None = None
    alterations: tuple[Alteration, ...] = ()


class Link(Struct, frozen=True):
    """Two quotations, in two articles, that were compared. `a` and `b` are quotation ids, `a` the one added first.

    `judged` is what a reader said of them: they are the same words said once (True: a link, whatever the score was), or
    not (False: none); None where nobody did.
    `reason` says of an echo, the same from both sides, why it is no link.
    """

    a: str
    b: str
    score: float
    relation: Relation
    altered: bool | None = None
    utterance: str | None = None
    judged: bool | None = None
    reason: str | None = None


class Tie(NamedTuple):
    """What grouping needs of a link between two rows, by any names of theirs; `judged` is as in `Link`."""

    a: int
    b: int
    score: float
    relation: Relation
    judged: bool | None = None


class Utterance(Struct, frozen=True):
    """One thing said once: all quotations linked to it, grouped around the fullest. `id` is that of the first added."""

    id: str
    fullest: str
    members: tuple[str, ...]


class ArticleRow(Struct, frozen=True, gc=False):
    """An article as a list shows it, without its text. `shared` counts the quotations that other outlets printed.

    Lists of 20,000 are made anew while one reads. Nothing in a row can lead back to it, so the collector of garbage
    need not know them: to look at them all took it 60 ms at each list, in which no key was answered.

    `transcript` is as it was marked by hand; None where its form decides. `spoken` says whether it is one. `notes`
    counts the reader's, on the article and its quotations.
    """

    id: str
    path: str | None
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str | None
    characters: int
    quotes: int
    links: int
    shared: int
    read: bool
    starred: bool
    added: str
    tags: tuple[str, ...] = ()
    event: str | None = None
    transcript: bool | None = None
    spoken: bool = False
    notes: int = 0

    @property
    def outlet_key(self) -> str:
        """The outlet, or the article itself where it is unknown."""
        return self.outlet or f"?{self.id}"


class Note(Struct, frozen=True):
    """What a reader wrote to an article, or to a quotation: `words` are what it was then, None for the article.

    `quotation` is its id now; None where the note is the article's, or those words are not quoted any more (`lost`: it
    waits until they are). `stood` is the id that the quotation had when it was written. `made` is a UTC time.
    """

    article: str
    text: str
    made: str
    quotation: str | None = None
    words: str | None = None
    stood: str | None = None

    @property
    def lost(self) -> bool:
        """Whether the quotation it was written to is not there."""
        return self.words is not None and self.quotation is None


class Variant(Struct, frozen=True):
    """Another printing of a quotation: the link, the other quotation and its article, and the diff towards it.

    `alterations` are told from the quotation's side. `said` are the sentences of a transcript that the quotation
    prints: `quote` is the first of them, and link, diff and alterations are told from them, for they were really said.
    """

    link: Link
    quote: Quotation
    article: ArticleRow
    diff: tuple[DiffOp, ...]
    alterations: tuple[Alteration, ...] = ()
    said: tuple[Quotation, ...] = ()


class Printing(Struct, frozen=True):
    """A variant as lists and the matrix show it: one outlet's printing of an utterance, told from its fullest.

    `relation` and `altered` say what this printing did to the fullest one ("identical" for itself); `score` is that of
    the link. `text` are all its words; of split parts, or of a transcript's sentences, `quote` is the first. `copies`
    is the id of the article printed before whose text outside quotations this one's repeats (agency copy), so that the
    two are not two independent sources.
    """

    quote: Quotation
    article: ArticleRow
    score: float
    relation: Relation
    altered: bool | None = None
    copies: str | None = None
    text: str = ""


class UtteranceRow(Struct, frozen=True):
    """An utterance with all that is known of it.

    `id` is that of its quotation added first. `printings` begin with the fullest, or with the transcript's where there
    is one (`transcript`): what was really said is the root. The others follow by date. A quotation that nobody else
    printed is an utterance of one printing. `first` is the printing with the earliest date, None where none has one;
    `outlets` and `independent` count who printed it; a transcript prints nothing. `left_out` names the outlets that
    have an article on the same event and not these words.
    """

    id: str
    speaker: str | None
    printings: tuple[Printing, ...]
    first: Printing | None
    outlets: int
    independent: int
    transcript: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def fullest(self) -> Printing:
        """The printing that the others are told from."""
        return self.printings[0]


class Checked(Struct, frozen=True):
    """What the library knows of a sentence that somebody may have said. Never that it is false.

    `text` is the sentence, or the part of it, that was looked for; `best` the printing that the verdict rests on, told
    from the text, and `evidence` all that speak for it, the best first. `reason` is a sentence for the user.
    """

    text: str
    verdict: Verdict
    score: float
    reason: str
    best: Variant | None = None
    evidence: tuple[Variant, ...] = ()


class Hit(Struct, frozen=True):
    """A passage found by a search: `start`:`end` in the article's text, `hits` the words found, same coordinate."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    score: float
    start: int
    end: int
    passage: str
    hits: tuple[tuple[int, int], ...] = ()
    path: str | None = None


class Speaker(Struct, frozen=True):
    """One speaker in the library: a person or an institution, under however many names.

    `name` is the fullest spelling, the commonest of those; `spellings` are all (name, quotations) pairs, commonest
    first; `roles` what articles call them, commonest first. `quotations`, `articles` and `outlets` are counts.
    """

    name: str
    spellings: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]
    quotations: int
    articles: int
    outlets: int


class Saying(Struct, frozen=True):
    """One thing that a speaker said: what several printed, or one quotation that nobody else printed.

    `quote` is the fullest printing that names the speaker, or the transcript's, `text` all its words and `article`
    where it stands; of split parts, or of a transcript's sentences, `quote` is the first. `first` is the earliest date
    of all who printed it, `outlets` are their names, the earliest first, None where one is unknown; a transcript prints
    nothing. `perhaps` says that no printing is sure of the speaker. `quotes` are the ids of all that print it.
    """

    quote: Quotation
    text: str
    article: ArticleRow
    first: str | None
    outlets: tuple[str | None, ...]
    quotes: tuple[str, ...]
    perhaps: bool = False

    @property
    def shared(self) -> bool:
        """Whether several articles print it."""
        return len({quote.rpartition("#")[0] for quote in self.quotes}) > 1


class Happening(Struct, frozen=True):
    """What a speaker said on one event, in the order of the days. `id` is the event's, or that of an article alone.

    `article` is the earliest of the `articles` (so many) that quote the speaker there.
    """

    id: str
    article: ArticleRow
    articles: int
    sayings: tuple[Saying, ...]


class SaidBy(Struct, frozen=True):
    """Everything that a speaker said in the library, by event, the newest first; what has no date is last."""

    speaker: Speaker
    events: tuple[Happening, ...]


class Totals(Struct, frozen=True):
    """How much the library holds. `shared` counts quotations that another outlet printed too.

    `outlets` are those that print articles: who publishes transcripts alone is none.
    """

    articles: int
    quotations: int
    shared: int
    outlets: int


class AddSummary(Struct, frozen=True):
    """What an `add` did: ids by outcome, and what gave no article."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    stopped: bool = False
