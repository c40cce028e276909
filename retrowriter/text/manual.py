"""The user manual: books of topics, written as Markdown in assets/help, with what the help window needs to find them.

A file is a book. It begins with "# Title"; each topic begins with "## Title {#key}" and may have lines
"<!-- commands: ... -->", "<!-- dialogs: ... -->" and "<!-- keywords: ...; ... -->" below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrowriter import paths

_TOPIC = re.compile(r"^## (?P<title>.+?) \{#(?P<key>[a-z0-9-]+)\}$", re.MULTILINE)
_NOTE = re.compile(r"^<!-- (?P<name>commands|dialogs|keywords): (?P<value>.+?) -->\n?", re.MULTILINE)
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\(#(?P<key>[a-z0-9-]+)\)")
_WORD = re.compile(r"[^\W_]+(?:['’/+-][^\W_]+)*")


@dataclass(frozen=True)
class Topic:
    """One page of the manual.

    Attributes:
        key: its name in links; title: its heading; body: Markdown, without the heading.
        commands: names of the commands that it explains; dialogs: classes of the dialogs that it is about.
        keywords: its entries in the index.
    """

    key: str
    title: str
    body: str
    commands: tuple[str, ...] = ()
    dialogs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @property
    def links(self) -> list[str]:
        """Keys of the topics to which it leads."""
        return [match["key"] for match in _LINK.finditer(self.body)]

    @property
    def text(self) -> str:
        """Title and body without the marks of Markdown, for searching."""
        body = _LINK.sub(r"\g<text>", self.body)
        return f"{self.title}\n{body.replace('*', '').replace('|', ' ')}"


@dataclass(frozen=True)
class Book:
    """A chapter of the manual."""

    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the index: a keyword, and the topic that it leads to."""

    text: str
    topic: Topic


class Manual:
    """All books."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.books = tuple(books)
        self.topics = [topic for book in books for topic in book.topics]
        self._by_key = {topic.key: topic for topic in self.topics}
        self._words = {topic.key: frozenset(_words(topic.text)) for topic in self.topics}

    def topic(self, key: str) -> Topic | None:
        """The topic of a key."""
        return self._by_key.get(key)

    def for_dialog(self, name: str) -> Topic | None:
        """The topic about a dialog, by the name of its class."""
        return next((topic for topic in self.topics if name in topic.dialogs), None)

    def index(self) -> list[Entry]:
        """The index in the order of the alphabet; where a keyword has several topics, each line names its own."""
        found: dict[str, list[Topic]] = {}
        for topic in self.topics:
            for keyword in dict.fromkeys((*topic.keywords, topic.title)):
                found.setdefault(keyword, []).append(topic)
        entries = [
            Entry(keyword if len(topics) == 1 else f"{keyword}: {topic.title}", topic)
            for keyword, topics in found.items()
            for topic in topics
        ]
        return sorted(entries, key=lambda entry: entry.text.lower())

    def find(self, text: str) -> list[Topic]:
        """The topics that have all words of `text`, or words that begin so; those with them in the title first."""
        wanted = _words(text)
        if not wanted:
            return []
        hits = [
            topic
            for topic in self.topics
            if all(any(word.startswith(want) for word in self._words[topic.key]) for want in wanted)
        ]
        return sorted(hits, key=lambda topic: not all(want in topic.title.lower() for want in wanted))


@cache
def manual() -> Manual:
    """The manual that comes with the program."""
    return Manual([read_book(path) for path in sorted(paths.asset("help").glob("*.md"))])


def read_book(path: Path) -> Book:
    """One file of the manual.

    Raises:
        ValueError: it has no title; an error of the program.
    """
    text = path.read_text(encoding="utf-8")
    if not text.startswith("# "):
        raise ValueError(f"{path.name}: no title")
    starts = list(_TOPIC.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    topics = tuple(_topic(match, text[match.end() : end]) for match, end in zip(starts, ends, strict=True))
    return Book(text.partition("\n")[0].removeprefix("# ").strip(), topics)


def _topic(head: re.Match[str], text: str) -> Topic:
    notes = {match["name"]: match["value"] for match in _NOTE.finditer(text)}
    return Topic(
        head["key"],
        head["title"],
        _NOTE.sub("", text).strip(),
        tuple(notes.get("commands", "").split()),
        tuple(notes.get("dialogs", "").split()),
        tuple(part.strip() for part in notes.get("keywords", "").split(";") if part.strip()),
    )


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
