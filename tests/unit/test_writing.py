"""Writing a text with a decoder that says what it is told to: the form, refusals, endings."""

import pytest

from retrowriter.engine.protocol import Sampling
from retrowriter.engine.writing import Writing
from retrowriter.text import prompt
from retrowriter.text.forms import form

END = 0


class Saying:
    """A decoder for characters: offers its text one by one, and its second choice where the first is refused."""

    ends = (END,)

    def __init__(self, text, instead="?", closing=""):
        self.offers = [ord(char) for char in text] + [END] + [ord(char) for char in closing] + [END] * 100
        self.instead = ord(instead)
        self.taken = []
        self.bonuses = []

    def choose(self, bonuses, refused):
        self.bonuses.append(dict(bonuses))
        if bonuses.get(END, 0) > 8:
            return END
        offer = self.offers[0]
        if offer in refused:
            # The next one follows as it would have.
            self.offers[0] = self.instead
            return self.instead
        if offer == END:
            self.offers.pop(0)
        return offer

    def advance(self, token):
        self.taken.append(token)
        if self.offers[0] == token:
            self.offers.pop(0)

    def bytes_of(self, token):
        return chr(token).encode()

    def tokens_of(self, text):
        return [ord(char) for char in text]

    def report(self):
        return None


def write(decoder, asked=None, **sampling):
    conversation = prompt.Conversation(messages=(), heading="", form=asked or form("", 1995, ""))
    writing = Writing(decoder, conversation, Sampling(**sampling), room=5000)
    return "".join(piece.text for piece in writing.pieces(lambda: False)), writing


def test_what_the_decoder_says_is_what_comes_and_what_it_reads():
    decoder = Saying("Dear Ann, it rains.")
    text, writing = write(decoder)
    assert (text, writing.reason, writing.count) == ("Dear Ann, it rains.", "end", 19)
    assert "".join(map(chr, decoder.taken)) == text


def test_the_form_is_put_in_at_the_first_blank_line_and_at_the_end():
    asked = form("minutes", 1994, "the choir")
    said = "Minutes of the choir\n\nall.\n\n" + "All sang.\n" * 12
    text, writing = write(Saying(said, closing="A. Berg"), asked)
    assert "1994" in text
    assert "resent:all." in text.lower()
    assert text.endswith(("Respectfully submitted,\n\nA. Berg", "adjourned."))
    assert writing.reason == "end"


def test_a_name_follows_a_close_that_was_put_in():
    decoder = Saying("Dear Ann,\n\nIt rains.", closing="Ruth")
    text, _ = write(decoder, form("letter", 1995, "rain"))
    assert text.endswith(",\n\n\n\nRuth")
    decoder = Saying("Dear Ann,\n\nIt rains.")
    text, _ = write(decoder, form("letter", 1995, "rain", "Ruth Calder"))
    assert text.endswith("Ruth Calder")


def test_towards_its_limit_a_text_comes_to_an_end_of_its_own():
    text, writing = write(Saying("It rains. " * 100), max_tokens=400)
    assert writing.reason == "end"
    assert text.rstrip().endswith(".")
    assert 280 < writing.count < 400


def test_without_a_place_to_end_it_stops_at_its_limit():
    text, writing = write(Saying("a" * 100), max_tokens=40)
    assert (len(text), writing.reason) == (40, "length")


@pytest.mark.parametrize(("guard", "expected"), [(True, "`ls?"), (False, "`ls`")])
def test_a_refused_token_is_chosen_anew(guard, expected):
    text, _ = write(Saying("`ls`"), guard=guard)
    assert text.startswith(expected)


def test_a_grammar_is_not_guarded():
    assert write(Saying("`ls`"), guard=True, grammar="root ::= .")[0] == "`ls`"


def test_a_stop_string_ends_it():
    assert write(Saying("one END two"), stop=("END",))[0] == "one "
