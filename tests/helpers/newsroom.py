"""Feeds of invented outlets and the pages that they announce, as a server answers them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from servers import Answer, Request

NOUNS = ("ferry", "bell", "toll", "pier", "harbour", "bridge", "school", "orchard", "lantern", "market", "quay", "mill")
VERBS = ("opens", "closes", "moves", "waits", "returns", "sinks", "rises", "turns")
PEOPLE = ("Ada Lind", "Edda Quill", "Jon Marsh", "Tove Berg", "Nils Holt", "Ines Vale")
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def paragraphs(number: int, version: int = 1, count: int = 3) -> list[str]:
    """The text of an article, no two alike."""
    rng = random.Random(f"{number}/{version}")

    def some(many: int) -> str:
        return " ".join(f"{rng.choice(NOUNS)}{rng.randrange(999)} {rng.choice(VERBS)}" for _ in range(many))

    return [
        f"The {some(6)} and nobody knows why in the town. “We saw the {some(3)} there,” said {rng.choice(PEOPLE)}."
        for _ in range(count)
    ]


def html(number: int, version: int = 1) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs(number, version))


def page(number: int, version: int = 1) -> bytes:
    head = f"<title>Story {number}</title><meta charset='utf-8'>"
    return f"<html lang='en'><head>{head}</head><body><article>{html(number, version)}</article></body></html>".encode()


@dataclass
class Newsroom:
    """Outlets with a feed each, `/feed/N`, whose entries lead to `/page/M`. Every second one has its text in the feed.

    `changed` says which stories have which version, `answers` what is answered instead at a path.
    """

    each: int
    base: str = ""
    changed: dict[int, int] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def __call__(self, request: Request) -> Answer:
        if request.path in self.answers:
            return self.answers[request.path]
        _, what, number = (*request.path.split("/"), "", "")[:3]
        if what == "page":
            return Answer(page(int(number), self.changed.get(int(number), 1)))
        if what != "feed":
            return Answer(b"not here", status=404)
        body = self.feed(int(number))
        tag = f'"{hash(body)}"'
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304)
        return Answer(body, "application/rss+xml", headers={"ETag": tag})

    def stories(self, feed: int) -> range:
        return range(feed * self.each, (feed + 1) * self.each)

    def feed(self, feed: int) -> bytes:
        items = "".join(map(self.item, self.stories(feed)))
        return f'<rss version="2.0" {SPACES}><channel><title>Outlet {feed}</title>{items}</channel></rss>'.encode()

    def item(self, number: int) -> str:
        version = self.changed.get(number, 1)
        told = f"<description>{paragraphs(number, version, 1)[0][:60]}…</description>"
        if number % 2 == 0:
            told += f"<content:encoded><![CDATA[{html(number, version)}]]></content:encoded>"
        return (
            f"<item><title>Story {number}</title><link>{self.base}/page/{number}</link>"
            f'<guid isPermaLink="false">story-{number}</guid><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>'
            f"{told}</item>"
        )

    def sample(self, number: int) -> str:
        """What a stored article's text is to be."""
        return "\n\n".join(paragraphs(number, self.changed.get(number, 1)))
