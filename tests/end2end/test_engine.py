"""The engine process with the real embedded model: every wish of a request shows in what is written."""

import itertools
import os
import signal
import time

import msgspec
import numpy as np
import pytest

from retrowriter.convert import convert
from retrowriter.engine.client import EngineProcess
from retrowriter.engine.protocol import Adapter, Done, Loaded, ModelChoice, Reading, Sampling, Text
from retrowriter.errors import UserError
from retrowriter.text.prompt import Conversation, Message
from tests.helpers import checkpoints
from tests.helpers.promises import within

pytestmark = pytest.mark.end2end

ASKED = Conversation(messages=(Message("user", "Write a memo."),), heading="")
GREEDY = Sampling(temperature=0.0, max_tokens=6)
# Any token will do: with this bias it is the likeliest by far, as long as nothing else forbids it.
FAVOURITE = 500


@pytest.fixture(scope="module")
def choice(embedded_model):
    # One thread: what two do on a busy machine is wait for each other.
    return ModelChoice(path=str(embedded_model), context=1024, threads=1)


@pytest.fixture(scope="module")
def engine(choice):
    with EngineProcess() as process:
        process.load(choice)
        yield process


@pytest.fixture
def write(engine, choice):
    """Has the model write with these fields of Sampling on top of the greedy ones; returns pieces and Done."""

    def written(conversation=ASKED, model=choice, **fields):
        wanted = Sampling(**{"temperature": 0.0, "max_tokens": 6, **fields})
        events = list(engine.write(model, conversation, wanted))
        return [event for event in events if isinstance(event, Text)], events[-1]

    return written


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def test_characters_that_are_split_over_tokens_arrive_whole(write):
    pieces, done = write(grammar='root ::= "Größe 日本語 😀 é"', max_tokens=60)
    assert text_of(pieces) == "Größe 日本語 😀 é"
    assert done.tokens > len(pieces), "some character was split"
    assert not any("\ufffd" in piece.text for piece in pieces)


def test_the_likeliest_words_are_always_the_same(write):
    first, done = write()
    assert text_of(first) == text_of(write()[0])
    assert (done.reason, done.tokens, len(first)) == ("length", 6, 6)
    # Truncation to one candidate is the same thing, whatever the temperature.
    for truncation in ({"top_k": 1}, {"top_p": 1e-6}, {"min_p": 1.0}):
        assert text_of(write(temperature=2.0, **truncation)[0]) == text_of(first), truncation


def test_a_seed_gives_the_same_text_and_another_one_another(write):
    free = {"temperature": 1.5, "top_k": 0, "top_p": 1.0, "min_p": 0.0, "exact": True}
    texts = [text_of(write(seed=seed, **free)[0]) for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_stop_strings_are_no_part_of_the_text(write):
    pieces, done = write(grammar='root ::= "one two three four"', max_tokens=20, stop=("two th",))
    assert text_of(pieces) == "one "
    assert done.reason == "stop"


def test_biases_and_penalties(write):
    bias = {FAVOURITE: 200.0}
    always = [piece.text for piece in write(logit_bias=bias)[0]]
    assert len(set(always)) == 1
    for penalty in (
        {"repeat_penalty": 1000.0},
        {"frequency_penalty": 1000.0},
        {"presence_penalty": 1000.0},
        {"dry_multiplier": 1000.0},
    ):
        changed = [piece.text for piece in write(logit_bias=bias, **penalty)[0]]
        assert changed[0] == always[0], penalty
        assert len(set(changed)) > 1, penalty


def test_exclude_top_choices(write):
    likeliest = text_of(write(top_k=2, temperature=1.0, min_p=1.0, max_tokens=1)[0])
    other = text_of(
        write(top_k=2, top_p=1.0, min_p=0.0, temperature=1.0, xtc_probability=1.0, xtc_threshold=1e-6, max_tokens=1)[0]
    )
    assert other != likeliest


def test_typical_words_only(write):
    # With next to no mass allowed, one candidate is left: the same one for every seed.
    texts = {text_of(write(temperature=2.0, top_p=1.0, min_p=0.0, typical=1e-6, seed=n)[0]) for n in range(3)}
    assert len(texts) == 1


def test_probabilities_of_the_choices(write):
    pieces, _done = write(probabilities=4)
    for piece in pieces:
        chances = [choice.probability for choice in piece.choices]
        assert len(chances) == 4
        assert chances == sorted(chances, reverse=True)
        assert 0 < sum(chances) <= 1.0001
        assert piece.probability == chances[0], "the likeliest one was taken"
        assert piece.choices[0].text == piece.text


def test_what_was_read_before_is_not_read_again(write):
    document = "The laser printer stands on the second floor. " * 20
    asked = Conversation(messages=ASKED.messages, heading="", prefix=document)
    _pieces, first = write(asked, max_tokens=1)
    longer = Conversation(messages=ASKED.messages, heading="", prefix=document + "It is for everyone.")
    _pieces, second = write(longer, max_tokens=1)
    assert second.prompt_tokens > first.prompt_tokens
    # The last token is read again, and where old and new text meet a token may be another one.
    assert second.reused_tokens >= first.prompt_tokens - 2
    _pieces, third = write(longer, max_tokens=1, exact=True)
    assert third.reused_tokens == 0


def test_a_prompt_that_is_too_long_names_both_numbers(write, choice):
    with pytest.raises(UserError, match=r"is \d+,\d\d\d tokens long, and it can hold 1,024") as caught:
        write(Conversation(messages=ASKED.messages, heading="", prefix="many words " * 2000))
    assert caught.value.code == "context_too_small"
    assert text_of(write()[0])


def test_writing_ends_where_the_context_is_full(engine, write, choice):
    small = msgspec.structs.replace(choice, context=64)
    room = engine.load(small).context
    asked = Conversation(messages=ASKED.messages, heading="", prefix="a " * (room - 60))
    pieces, done = write(asked, small, max_tokens=500, logit_bias={FAVOURITE: 200.0})
    assert done.reason == "context"
    assert done.prompt_tokens + done.tokens == room
    assert pieces


def test_a_cancel_between_words_is_answered_at_once(engine, choice):
    events = engine.write(choice, ASKED, Sampling(max_tokens=900, logit_bias={FAVOURITE: 200.0}))
    assert any(isinstance(event, Text) for event in events)
    asked = time.monotonic()
    engine.cancel()
    done = list(events)[-1]
    assert done.reason == "cancelled"
    # 30 ms on a quiet machine; the promise is 0.2 s, and the tests may share the processor.
    assert time.monotonic() - asked < within(1.0)


def test_a_cancel_while_it_reads_is_answered_in_time(engine, choice):
    long = Conversation(messages=ASKED.messages, heading="", prefix="The printer is on the second floor. " * 700)
    model = msgspec.structs.replace(choice, context=8192)
    events = engine.write(model, long, Sampling(max_tokens=5))
    reading = next(event for event in events if isinstance(event, Reading) and event.done < event.total)
    assert reading.total > 4000
    asked = time.monotonic()
    engine.cancel()
    done = list(events)[-1]
    assert (done.reason, done.tokens) == ("cancelled", 0)
    assert time.monotonic() - asked < within(1.5)


def test_a_grammar_that_is_none_is_said(write):
    with pytest.raises(UserError, match="grammar") as caught:
        write(grammar="this is no grammar")
    assert caught.value.code == "grammar_invalid"
    assert text_of(write()[0])


def test_a_gpu_that_is_not_there_is_said(engine, choice):
    if engine.hello.devices:
        pytest.skip("this build has a GPU")
    loaded = engine.load(msgspec.structs.replace(choice, gpu_layers=8))
    assert loaded.device == "CPU"
    assert "no graphics card" in loaded.fallback


def test_adapters_and_their_scales(write, choice, embedded_model, tmp_path):
    config = {
        "hidden_size": 576,
        "intermediate_size": 1536,
        "num_attention_heads": 9,
        "num_key_value_heads": 3,
        "num_hidden_layers": 30,
    }
    tensors = checkpoints.adapter(tmp_path / "lora", config, rank=2)
    # Strong: the model is sure of its first words, and a few tokens must tell whether it is on.
    strong = {name: tensor * np.float32(4.0) for name, tensor in tensors.items()}
    checkpoints.adapter(tmp_path / "lora", config, 2, tensors=strong)
    convert(tmp_path / "lora", tmp_path / "lora.gguf", base=embedded_model, lora="adapter")

    def with_adapter(name, scale):
        adapters = (Adapter(path=str(tmp_path / name), scale=scale),)
        return text_of(write(model=msgspec.structs.replace(choice, adapters=adapters))[0])

    plain = text_of(write()[0])
    assert with_adapter("lora.gguf", 1.0) != plain
    assert with_adapter("lora.gguf", 0.0) == plain
    with pytest.raises(UserError) as caught:
        with_adapter("none.gguf", 1.0)
    assert caught.value.code == "adapter_missing"
    assert text_of(write()[0]) == plain


@pytest.mark.skipif(os.name == "nt", reason="processes are not signalled on Windows")
def test_a_kill_in_the_middle_of_a_word_is_one_sentence(choice):
    with EngineProcess() as engine:
        kill_and_go_on(engine, choice)


def kill_and_go_on(engine, choice):
    events = engine.write(choice, ASKED, Sampling(max_tokens=900, logit_bias={FAVOURITE: 200.0}))
    came = list(itertools.islice((event for event in events if isinstance(event, Text)), 3))
    os.kill(engine.pid, signal.SIGKILL)
    with pytest.raises(UserError) as caught:
        came.extend(events)
    assert caught.value.code == "engine_ended"
    assert len(came) >= 3
    assert isinstance(engine.load(choice), Loaded)
    assert isinstance(list(engine.write(choice, ASKED, GREEDY))[-1], Done)
