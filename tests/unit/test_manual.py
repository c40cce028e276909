"""The manual: its form, its links, its index."""

import pytest

from retrowriter.text.manual import Manual, manual, read_book


def test_every_link_leads_somewhere():
    found = manual()
    keys = [topic.key for topic in found.topics]
    assert len(keys) == len(set(keys))
    dead = [(topic.key, link) for topic in found.topics for link in topic.links if found.topic(link) is None]
    assert dead == []


def test_every_topic_is_in_the_index_and_says_something():
    indexed = {entry.topic.key for entry in manual().index()}
    for topic in manual().topics:
        assert topic.key in indexed
        assert topic.keywords
        assert len(topic.text.split()) > 20
        assert "://" not in topic.body.replace("http://localhost:8080/v1", "")
        assert "{#" not in topic.body
        assert "<!--" not in topic.body


def test_the_index_is_in_order_and_tells_topics_apart():
    texts = [entry.text for entry in manual().index()]
    assert texts == sorted(texts, key=str.lower)
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("british dictionary", "spelling"),
        ("hanging indent", "paragraphs"),
        ("POWER CUT", "recovery"),
        ("zigz", "spelling"),
    ],
)
def test_find(words, expected):
    assert expected in [topic.key for topic in manual().find(words)]


def test_find_nothing():
    assert manual().find("") == []
    assert manual().find("xyzzy") == []
    assert manual().find("zoom")[0].key == "zoom"


def test_a_book(tmp_path):
    path = tmp_path / "one.md"
    path.write_text(
        "# Book\n\n## First {#first}\n<!-- keywords: a; b c -->\nText [there](#second).\n\n## Second {#second}\nMore.\n"
    )
    book = read_book(path)
    assert book.title == "Book"
    assert [(topic.key, topic.title, topic.keywords) for topic in book.topics] == [
        ("first", "First", ("a", "b c")),
        ("second", "Second", ()),
    ]
    assert book.topics[0].links == ["second"]
    assert Manual([book]).find("there")[0].key == "first"


def test_a_file_without_a_title(tmp_path):
    path = tmp_path / "one.md"
    path.write_text("nothing")
    with pytest.raises(ValueError, match="no title"):
        read_book(path)
