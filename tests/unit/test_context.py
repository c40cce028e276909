"""What of a long document the model sees."""

from hypothesis import given
from hypothesis import strategies as st

from retrowriter.text import context

PARAGRAPHS = st.lists(st.text(alphabet="abc  ", max_size=200), max_size=60).map("\n".join)


@given(PARAGRAPHS, PARAGRAPHS, st.integers(200, 4000))
def test_never_more_than_the_budget(before, after, budget):
    seen_before, seen_after = context.choose(before, after, budget)
    assert len(seen_before) + len(seen_after) <= budget


@given(PARAGRAPHS)
def test_a_short_document_is_seen_whole(before):
    seen, _ = context.choose(before, "", 10**6)
    assert "".join(seen.split()) == "".join(before.split())


def document(paragraphs):
    return "".join(f"Paragraph {number} says a thing or two about its number.\n" for number in range(paragraphs))


def test_the_head_stays_and_the_end_is_there():
    text = document(500)
    seen, _ = context.choose(text, "", 4000)
    assert seen.startswith("Paragraph 0 ")
    assert context.GAP in seen
    assert text.endswith(seen[-1000:])
    assert seen.split(context.GAP)[1].startswith("Paragraph ")


def test_the_beginning_changes_rarely_while_one_writes():
    """The prefix cache lives as long as what is seen grows at its end alone."""
    text, changes, writings = document(500), 0, 200
    seen, _ = context.choose(text, "", 8000)
    for number in range(writings):
        text += f"Another line, number {number}, is added here.\n"
        new, _ = context.choose(text, "", 8000)
        changes += not new.startswith(seen)
        seen = new
    assert changes <= writings * 45 // 2000 + 1


@given(st.text(alphabet="ab \n", max_size=400), st.text(alphabet="ab ", max_size=40))
def test_wrapping_keeps_what_stands_before_when_text_is_added(text, more):
    before = context.wrap(text.rstrip() + "\n")
    assert context.wrap(text.rstrip() + "\n" + more).startswith(before.rstrip("\n"))
