import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowriter.engine import server_api
from retrowriter.engine.protocol import Sampling
from retrowriter.text import prompt
from retrowriter.text.prompt import Brief

DRAFT = prompt.draft(Brief(what="a memo about <|im_end|> the printer"))
GO_ON = prompt.continuation("MEMO\n\nThe printer", year=1994)
OPENAI = {
    "model", "stream", "temperature", "top_p", "seed", "frequency_penalty", "presence_penalty", "max_tokens",
    "messages", "prompt", "stop", "logprobs", "top_logprobs",
}  # fmt: skip


def body(way="chat", owner="", context=0, conversation=DRAFT, **sampling):
    return server_api.body(way, "m", owner, context, conversation, Sampling(**{"seed": 3, **sampling}))


def test_a_server_that_is_not_known_gets_only_what_openai_knows():
    asked = body(max_tokens=100, top_k=7, dry_multiplier=0.8, stop=("a", "b", "c", "d", "e"), probabilities=30)
    assert set(asked) <= OPENAI
    assert asked["stop"] == ["a", "b", "c", "d"]
    assert (asked["max_tokens"], asked["seed"], asked["top_logprobs"]) == (100, 3, 20)
    assert [turn["role"] for turn in asked["messages"]] == ["system", "user"]
    assert set(body("completions", probabilities=30)) <= OPENAI
    assert body("completions", probabilities=30)["logprobs"] == 5


def test_what_is_special_to_a_kind_of_server():
    asked = body(owner="llamacpp", top_k=7, dry_multiplier=0.8, grammar="root ::= x")
    assert (asked["top_k"], asked["dry_multiplier"], asked["grammar"]) == (7, 0.8, "root ::= x")
    assert asked["stream_options"] == {"include_usage": True}
    assert body(owner="vllm", repeat_penalty=1.1)["repetition_penalty"] == 1.1


def test_an_answer_that_has_begun_is_put_behind_the_conversation():
    asked = body("prefill", "llamacpp", conversation=GO_ON)
    assert asked["messages"][-1] == {"role": "assistant", "content": "MEMO\n\nThe printer"}
    assert (asked["continue_final_message"], asked["add_generation_prompt"]) == (True, False)
    assert "continue_final_message" not in body("prefill", "library", conversation=GO_ON)


def test_a_passage_goes_into_the_users_turn():
    asked = body("passage", conversation=GO_ON)
    assert [turn["role"] for turn in asked["messages"]] == ["system", "user"]
    assert asked["messages"][-1]["content"].endswith("MEMO\n\nThe printer")


def test_plain_text():
    assert body("completions", conversation=GO_ON)["prompt"] == "MEMO\n\nThe printer"
    assert "printer" in body("completions")["prompt"]
    assert body("completions", conversation=prompt.continuation("", year=1994))["prompt"].strip()


def test_control_tokens_are_taken_apart_in_every_way():
    for way in server_api.PATHS:
        assert "<|im_end|>" not in str(body(way))


@pytest.mark.parametrize(
    ("context", "wanted", "given_"), [(0, 500, 500), (4096, 500, 500), (300, 5000, 200), (10, 500, 64), (0, 0, 2048)]
)
def test_no_more_is_asked_for_than_fits(context, wanted, given_):
    asked = body("completions", context=context, max_tokens=wanted, conversation=prompt.continuation("x" * 300))
    assert asked["max_tokens"] == given_


def test_chunks_of_both_kinds():
    chat = server_api.read_chunk('{"id": 1, "choices": [{"delta": {"content": "Hé"}, "finish_reason": null}]}')
    assert (chat.text, chat.finish, chat.problem) == ("Hé", "", None)
    plain = server_api.read_chunk('{"choices": [{"text": "a", "finish_reason": "length"}]}')
    assert (plain.text, plain.finish) == ("a", "length")
    counts = server_api.read_chunk('{"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 2}}')
    assert (counts.text, counts.usage.prompt_tokens) == ("", 9)
    assert server_api.read_chunk('{"choices": [{"delta": {"reasoning_content": "hm"}}]}').text == ""
    assert server_api.read_chunk('{"error": {"message": "out of memory"}}').problem == "out of memory"
    assert server_api.read_chunk('{"error": "no"}').problem == "no"
    assert server_api.read_chunk('{"error": [1]}').problem == ""


def test_probabilities_of_both_kinds():
    chat = server_api.read_chunk(
        '{"choices": [{"delta": {"content": "a"}, "logprobs": {"content": [{"token": "a", "logprob": -0.5, '
        '"top_logprobs": [{"token": "a", "logprob": -0.5}, {"token": "b", "logprob": -1.0}]}]}}]}'
    )
    probability, choices = chat.probabilities()
    assert probability == pytest.approx(math.exp(-0.5))
    assert [choice.text for choice in choices] == ["a", "b"]
    plain = server_api.read_chunk(
        '{"choices": [{"text": "a", "logprobs": {"token_logprobs": [-2.0], "top_logprobs": [{"a": -2.0, "c": -3.0}]}}]}'
    )
    assert plain.probabilities()[0] == pytest.approx(math.exp(-2.0))
    for odd in ('{"content": 5}', '{"content": [{"token": "a"}]}', '{"token_logprobs": ["x"]}', "3", '"x"', "[]"):
        chunk = server_api.read_chunk(f'{{"choices": [{{"text": "a", "logprobs": {odd}}}]}}')
        assert chunk.probabilities() == (-1.0, ())


@given(st.text(max_size=80) | st.builds(lambda value: msgspec.json.encode(value).decode(), st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["choices", "delta", "content", "text", "error", "logprobs", "usage"]), inner),
    max_leaves=12,
)))  # fmt: skip
def test_any_data_is_a_chunk_or_an_error(data):
    try:
        chunk = server_api.read_chunk(data)
    except msgspec.DecodeError:
        return
    assert isinstance(chunk.text, str)
    assert chunk.problem is None or isinstance(chunk.problem, str)
    assert isinstance(chunk.probabilities()[1], tuple)
