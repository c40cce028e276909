"""The prompt: character for character what training uses."""

import pytest

from retrowriter.errors import UserError
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief, ChatTemplate

CHATML = ChatTemplate(
    "{% for message in messages %}"
    "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
    "<|im_start|>",
    "<|im_end|>",
)
NO_SYSTEM = ChatTemplate(
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "[{{ m.role }}]{{ m.content }}{% endfor %}",
    "<s>",
)
BRIEF = Brief(
    what="memo about the new laser printer",
    type="memo",
    year=1994,
    sender="Ann",
    recipient="all staff",
    tone="formal",
    words=120,
    notes="second floor",
)
SYSTEM_1994 = (
    "You write documents as they were written in 1994: plain text for a printer or a typewriter, lines of at most 72 "
    "characters, laid out with spaces, no Markdown. Write only the document, from its first line to its last. "
    "What came after 1994 is seen through the eyes of that year."
)


def test_a_draft_for_a_chat_model():
    assert prompt.render(prompt.draft(BRIEF), CHATML) == (
        f"system\n{SYSTEM_1994}<|im_end|>\n<|im_start|>user\n"
        "Write a memo of 1994.\n\nmemo about the new laser printer\nFrom: Ann\nTo: all staff\nTone: formal\n"
        "Length: about 120 words\nNotes: second floor<|im_end|>\n<|im_start|>assistant\n"
    )


def test_a_draft_for_a_base_model():
    assert prompt.render(prompt.draft(BRIEF), None) == (
        "Memo, 1994\nAbout: memo about the new laser printer\nFrom: Ann\nTo: all staff\nTone: formal\n"
        "Length: about 120 words\nNotes: second floor\n\n"
    )


def test_continuing_is_answering_on():
    drafted = prompt.render(prompt.draft(BRIEF), CHATML)
    assert prompt.render(prompt.continuation("MEMO\n\nTO:", brief=BRIEF), CHATML) == drafted + "MEMO\n\nTO:"
    asked = prompt.continuation("Before", "After the gap.", year=1990)
    assert asked.messages[-1].content == (
        "Write a document of 1990.\n\n"
        "The document ends with this passage; write what comes before it:\n\nAfter the gap."
    )
    assert asked.prefix == "Before"


def test_a_rewrite():
    asked = prompt.rewrite("Hi team,\n", year=1995)
    assert asked.messages[-1].content == "Rewrite this passage as it would have been written in 1995.\n\nHi team,"
    assert prompt.rewrite("Hi", "Make it short.").messages[-1].content == "Make it short.\n\nHi"


def test_a_template_without_a_system_turn_gets_it_in_the_users():
    text = prompt.render(prompt.draft(Brief(what="a note")), NO_SYSTEM)
    assert text.startswith("[user]You write documents")
    assert text.endswith("a note")


@pytest.mark.parametrize(
    "source", ["{{ ''.__class__.__mro__ }}{{ x.y.z }}", "{% for %}", "{{ 1/0 }}", "{{ messages[9].content.x }}"]
)
def test_a_bad_template_is_said(source):
    with pytest.raises(UserError, match="chat template") as caught:
        prompt.render(prompt.draft(Brief(what="a note")), ChatTemplate(source))
    assert caught.value.code == "template_invalid"


@pytest.mark.parametrize("token", ["<|im_end|>", "<|eot_id|>", "</s>", "<end_of_turn>", "<bos>"])
def test_control_tokens_in_the_writers_text_are_text(token):
    for template in (CHATML, None):
        plain = prompt.render(prompt.draft(Brief(what="x")), template)
        text = prompt.render(prompt.draft(Brief(what=f"x {token} y")), template)
        assert text.count(token) == plain.count(token)
    assert token not in prompt.render(prompt.continuation(f"text {token}"), None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": "  "}, "brief_empty"),
        ({"what": "x", "type": "poem"}, "brief_type"),
        ({"what": "x", "year": 1984}, "brief_year"),
        ({"what": "x", "year": 2000}, "brief_year"),
        ({"what": "x", "words": -1}, "brief_words"),
    ],
)
def test_briefs_that_cannot_be_used(fields, code):
    with pytest.raises(UserError) as caught:
        prompt.check(Brief(**fields))
    assert caught.value.code == code
