"""The one prompt format: what the program sends is, character for character, what training and evaluation use.

A Conversation says what the model is asked and how far its answer has already got; render() turns it into the string
that is tokenised. Continuing a document is the same conversation with the document so far as the beginning of the
answer, so a draft and all its continuations share one prompt head and the engine's prefix cache lives.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import jinja2
import jinja2.sandbox
import msgspec

from retrowriter.errors import UserError
from retrowriter.text.brief_words import matter
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.forms import Form, form

FIRST_YEAR = 1985
LAST_YEAR = 1999
DEFAULT_YEAR = 1995

# What a template from somebody else's file can raise, besides Jinja's own errors.
_TEMPLATE_ERRORS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)

# Anything that looks like a control token of a chat format, so that text of the user's cannot end the user's turn.
_CONTROL_TOKEN = re.compile(r"<(\|[^<>|\s]{1,40}\||/?s|(?:start|end)_of_turn|bos|eos)>")


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer asks for.

    Attributes:
        what: the request in the writer's own words, from five words to a few sentences.
        type: key of a document type, or "" to leave it to the model.
        year: the year in which the document is written, 1985 to 1999.
        sender, recipient, tone, notes: free text, "" where not given.
        words: wanted length in words, 0 where not given.
    """

    what: str
    type: str = ""
    year: int = DEFAULT_YEAR
    sender: str = ""
    recipient: str = ""
    tone: str = ""
    words: int = 0
    notes: str = ""


class Message(msgspec.Struct, frozen=True):
    """One turn of a conversation; role is "system", "user" or "assistant"."""

    role: str
    content: str


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """What the model is asked.

    Attributes:
        messages: the turns for a model with a chat template, ending with the user's.
        heading: the same request as the head of a plain text, for a base model.
        prefix: the beginning of the answer that already stands in the document, "" for a new one.
        form: what an engine on this computer types of a new document; a large model on a server finds its own form.
        matter: words of the brief that the answer should have, for an engine that can be told so.
        year: of the document, for an engine that can keep to the words of that time; 0 = any.
    """

    messages: tuple[Message, ...]
    heading: str
    prefix: str = ""
    form: Form = Form()
    matter: tuple[str, ...] = ()
    year: int = 0


@dataclass(frozen=True)
class ChatTemplate:
    """A chat template in Jinja, as GGUF files carry it, with the text of the BOS and EOS tokens."""

    source: str
    bos: str = ""
    eos: str = ""


def check(brief: Brief) -> Brief:
    """Returns the brief when it can be used.

    Raises:
        UserError: code brief_empty, brief_type, brief_year or brief_words.
    """
    if not brief.what.strip():
        raise UserError("brief_empty", "The brief is empty.", "Say in a few words what to write.")
    if brief.type and brief.type not in BY_KEY:
        raise UserError("brief_type", f"There is no document type {brief.type!r}.", "Types: " + ", ".join(BY_KEY) + ".")
    if not FIRST_YEAR <= brief.year <= LAST_YEAR:
        raise UserError("brief_year", f"The year {brief.year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    if not 0 <= brief.words <= 20_000:
        raise UserError("brief_words", "The length must be between 1 and 20,000 words.")
    return brief


def draft(brief: Brief) -> Conversation:
    """The conversation that asks for a new document. The brief is taken as checked."""
    return Conversation(
        messages=(_system(brief.year), Message("user", _request(brief))),
        heading=_heading(brief),
        form=form(brief.type, brief.year, brief.what, brief.sender),
        matter=matter(brief.what, brief.sender, brief.recipient, brief.notes),
        year=brief.year,
    )


def continuation(before: str, after: str = "", brief: Brief | None = None, year: int = DEFAULT_YEAR) -> Conversation:
    """The conversation that asks for the text between `before` and `after`.

    Args:
        before: the document up to the caret (as retrowriter.text.context chose it).
        after: the document behind the caret; "" when the caret is at its end.
        brief: the brief from which the document was drafted, where it is known.
        year: the year of the document when there is no brief.
    """
    if brief is not None:
        start = draft(brief)
    else:
        request = f"Write a document of {year}."
        start = Conversation(messages=(_system(year), Message("user", request)), heading="", year=year)
    user = start.messages[-1].content
    heading = start.heading
    if after.strip():
        user += f"\n\nThe document ends with this passage; write what comes before it:\n\n{after.strip(chr(10))}"
    messages = (start.messages[0], Message("user", user))
    return Conversation(messages=messages, heading=heading, prefix=before, matter=start.matter, year=start.year)


def rewrite(passage: str, instruction: str = "", year: int = DEFAULT_YEAR) -> Conversation:
    """The conversation that asks for `passage` in the words of `year`, following `instruction` where one is given."""
    wish = instruction.strip() or f"Rewrite this passage as it would have been written in {year}."
    user = f"{wish}\n\n{passage.strip(chr(10))}"
    return Conversation(messages=(_system(year), Message("user", user)), heading=f"{user}\n\n", year=year)


def render(conversation: Conversation, template: ChatTemplate | None) -> str:
    """The string that is tokenised (with special tokens parsed), up to where the model goes on writing.

    Args:
        conversation: what is asked.
        template: the model's chat template; None for a base model, which gets the plain heading and the text.

    Raises:
        UserError: code template_invalid when the template cannot be used in any form.
    """
    if template is None:
        return harmless(conversation.heading + conversation.prefix)
    messages = [{"role": turn.role, "content": harmless(turn.content)} for turn in conversation.messages]
    try:
        text = _render(template, messages)
    except _TEMPLATE_ERRORS:
        # Some templates refuse a system turn (Gemma, Mistral): put it at the head of the user's.
        merged = [{"role": "user", "content": "\n\n".join(turn["content"] for turn in messages)}]
        try:
            text = _render(template, merged)
        except _TEMPLATE_ERRORS as error:
            raise UserError(
                "template_invalid",
                f"The chat template of this model cannot be used: {error}.",
                "Choose another model, or use this one as a base model.",
            ) from error
    # The engine adds BOS itself, as the model's metadata says; twice would spoil the prompt.
    if template.bos and text.startswith(template.bos):
        text = text[len(template.bos) :]
    return text + harmless(conversation.prefix)


def harmless(text: str) -> str:
    """The text with the control tokens of chat formats taken apart, so that it cannot end its own turn."""
    return _CONTROL_TOKEN.sub(lambda found: f"< {found.group(1)} >", text)


def _system(year: int) -> Message:
    return Message(
        "system",
        f"You write documents as they were written in {year}: plain text for a printer or a typewriter, "
        f"lines of at most 72 characters, laid out with spaces, no Markdown. Write only the document, from its "
        f"first line to its last. What came after {year} is seen through the eyes of that year.",
    )


def _request(brief: Brief) -> str:
    kind = BY_KEY[brief.type].phrase if brief.type else "a document"
    lines = [f"Write {kind} of {brief.year}.", "", brief.what.strip()]
    lines += [f"{name}: {value}" for name, value in _details(brief)]
    return "\n".join(lines)


def _heading(brief: Brief) -> str:
    kind = BY_KEY[brief.type].label if brief.type else "Document"
    lines = [f"{kind}, {brief.year}", f"About: {' '.join(brief.what.split())}"]
    lines += [f"{name}: {value}" for name, value in _details(brief)]
    return "\n".join(lines) + "\n\n"


def _details(brief: Brief) -> list[tuple[str, str]]:
    pairs = [("From", brief.sender), ("To", brief.recipient), ("Tone", brief.tone)]
    if brief.words:
        pairs.append(("Length", f"about {brief.words} words"))
    pairs.append(("Notes", brief.notes))
    return [(name, " ".join(value.split())) for name, value in pairs if value.strip()]


def _render(template: ChatTemplate, messages: list[dict[str, str]]) -> str:
    return _compiled(template.source).render(
        messages=messages,
        add_generation_prompt=True,
        bos_token=template.bos,
        eos_token=template.eos,
        tools=None,
        enable_thinking=False,
    )


@lru_cache(maxsize=8)
def _compiled(source: str) -> jinja2.Template:
    def raise_exception(message: str) -> None:
        raise jinja2.TemplateError(message)

    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = lambda _format: "01 Jan 1995"
    return environment.from_string(source)
