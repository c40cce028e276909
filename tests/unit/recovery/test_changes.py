"""Changed lines are written down so that a reader of the log has the text again."""

from hypothesis import given
from hypothesis import strategies as st

from retrowriter.recovery.changes import Changes

EDIT = st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(0, 6), st.integers(0, 3))


@given(st.integers(0, 20), st.lists(EDIT, max_size=40), st.integers(1, 5), st.randoms())
def test_a_log_of_random_changes_gives_the_text(lines, edits, limit, chance):
    text = [f"old {number}" for number in range(lines)]
    log = list(text)
    changes = Changes()
    for number, (at, removed, added, taken) in enumerate(edits):
        at = min(at, len(text))
        removed = min(removed, len(text) - at)
        text[at : at + removed] = [f"new {number}.{index}" for index in range(added)]
        changes.note(at, removed, added)
        # Now and then some of it is written down, as it happens between two edits of a long document.
        for _ in range(taken):
            write(changes, text, log, limit)
    while changes:
        write(changes, text, log, limit)
    assert log == text


def write(changes, text, log, limit):
    if changes:
        part = changes.take(limit)
        assert part.added <= limit
        assert part.start + part.removed <= len(log)
        log[part.start : part.start + part.removed] = text[part.start : part.start + part.added]


def test_far_apart_changes_stay_apart():
    changes = Changes()
    changes.note(5000, 1, 1)
    changes.note(3, 1, 2)
    assert changes.take(100) == (3, 1, 2)
    assert changes.take(100) == (5001, 1, 1)
    assert not changes


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 4))
def test_no_state_in_between_lacks_what_both_texts_have(removed, added, limit):
    """A line that only gets another format never disappears from the log, at whatever piece it ends."""
    changes = Changes()
    changes.note(0, removed, added)
    log = ["old"] * removed
    while changes:
        part = changes.take(limit)
        log[part.start : part.start + part.removed] = ["new"] * part.added
        assert len(log) >= min(removed, added)
    assert log == ["new"] * added
