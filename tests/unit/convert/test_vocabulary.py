import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrowriter.convert import architectures, sentencepiece
from retrowriter.convert.config import Config
from retrowriter.convert.vocabulary import read_vocabulary
from retrowriter.errors import UserError
from tests.helpers import checkpoints

LLAMA = architectures.find("LlamaForCausalLM")
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6


def read(folder: Path, size: int, name: str = "LlamaForCausalLM") -> dict:
    found = read_vocabulary(folder, Config({"vocab_size": size}), architectures.find(name))
    return {key.removeprefix("tokenizer."): value.value for key, value in found.items()}


def edit(path: Path, change: Callable[[dict], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def code(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize("kind", ["gpt-2", "smollm", "llama-bpe", "dbrx", "qwen2", "tekken", "gpt-4o"])
def test_pretokenizers_are_recognised(tmp_path: Path, kind: str):
    size = checkpoints.byte_level(tmp_path, kind)
    assert read(tmp_path, size)["ggml.pre"] == kind


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(pre_tokenizer=None),
        lambda c: c.update(pre_tokenizer={"type": "Whitespace"}),
        lambda c: c["pre_tokenizer"].update(add_prefix_space=True),
        lambda c: c["pre_tokenizer"].update(use_regex=False),
        lambda c: c.update(normalizer={"type": "Lowercase"}),
        lambda c: c.update(normalizer={"type": "NFKC"}),
        lambda c: c["model"].update(ignore_merges=True),
        lambda c: c.update(pre_tokenizer={"type": "Sequence", "pretokenizers": 3}),
        lambda c: c.update(
            pre_tokenizer={"type": "Split", "pattern": {"Regex": "x"}, "behavior": "Isolated", "invert": False}
        ),
    ],
)
def test_unknown_pretokenizers_are_never_guessed(tmp_path: Path, change: Callable[[dict], object]):
    size = checkpoints.byte_level(tmp_path, "gpt-2")
    edit(tmp_path / "tokenizer.json", change)
    assert code(lambda: read(tmp_path, size)) == "pretokenizer_unknown"


def test_types_of_tokens_and_padding(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    found = read(tmp_path, size + 5)
    tokens, kinds = found["ggml.tokens"], found["ggml.token_type"]
    assert tokens[:3] == list(checkpoints.SPECIALS)
    assert kinds[:3] == [CONTROL] * 3
    assert (tokens[size - 1], kinds[size - 1]) == ("<note>", USER_DEFINED)
    assert tokens[-5:] == [f"[PAD{i}]" for i in range(size, size + 5)]
    assert kinds[-5:] == [UNUSED] * 5
    assert kinds[10] == NORMAL
    assert (found["ggml.bos_token_id"], found["ggml.eos_token_id"], found["ggml.padding_token_id"]) == (1, 2, 2)
    assert found["ggml.unknown_token_id"] == 0
    assert found["chat_template"] == checkpoints.CHAT


def test_merges_as_pairs_and_as_strings_are_alike(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    pairs = read(tmp_path, size)["ggml.merges"]
    edit(tmp_path / "tokenizer.json", lambda c: c["model"].update(merges=[" ".join(m) for m in c["model"]["merges"]]))
    assert read(tmp_path, size)["ggml.merges"] == pairs
    assert all(merge.count(" ") == 1 for merge in pairs)


def test_whether_bos_is_added_is_taken_from_the_template(tmp_path: Path):
    with_bos = checkpoints.byte_level(tmp_path / "a", "llama-bpe", bos=True)
    without = checkpoints.byte_level(tmp_path / "b", "llama-bpe")
    assert read(tmp_path / "a", with_bos)["ggml.add_bos_token"] is True
    # llama.cpp would add it to this one by itself.
    assert read(tmp_path / "b", without)["ggml.add_bos_token"] is False


def test_a_template_with_another_last_token_makes_eot(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    single = [{"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "<|endoftext|>"}}]
    processor = {"type": "TemplateProcessing", "single": single, "pair": []}
    edit(tmp_path / "tokenizer.json", lambda c: c.update(post_processor=processor))
    found = read(tmp_path, size)
    assert (found["ggml.eos_token_id"], found["ggml.eot_token_id"], found["ggml.add_eos_token"]) == (0, 2, True)


def test_chat_templates_in_files(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    edit(tmp_path / "tokenizer_config.json", lambda c: c.pop("chat_template"))
    (tmp_path / "chat_template.jinja").write_text("main")
    assert read(tmp_path, size)["chat_template"] == "main"
    (tmp_path / "additional_chat_templates").mkdir()
    (tmp_path / "additional_chat_templates" / "tool use.jinja").write_text("tools")
    found = read(tmp_path, size)
    assert (found["chat_template"], found["chat_template.tool_use"], found["chat_templates"]) == (
        "main",
        "tools",
        ["tool_use"],
    )


def test_several_named_chat_templates(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    named = [{"name": "default", "template": "a"}, {"name": "rag", "template": "b"}, {"name": 3}, "x"]
    edit(tmp_path / "tokenizer_config.json", lambda c: c.update(chat_template=named))
    found = read(tmp_path, size)
    assert (found["chat_template"], found["chat_template.rag"], found["chat_templates"]) == ("a", "b", ["rag"])


def test_ids_of_generation_config_come_last(tmp_path: Path):
    size = checkpoints.byte_level(tmp_path)
    edit(tmp_path / "tokenizer_config.json", lambda c: c.pop("eos_token"))
    checkpoints.write_json(tmp_path / "generation_config.json", {"eos_token_id": 7, "bos_token_id": 9})
    found = read(tmp_path, size)
    assert (found["ggml.eos_token_id"], found["ggml.bos_token_id"]) == (7, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda c: c.update(model=None), "tokenizer_unsupported"),
        (lambda c: c.update(model={"type": "Unigram"}), "tokenizer_unsupported"),
        (lambda c: c["model"].update(vocab=[]), "tokenizer_invalid"),
        (lambda c: c["model"].update(merges={}), "tokenizer_invalid"),
        (lambda c: c["model"].update(merges=["abc"]), "tokenizer_invalid"),
        (lambda c: c["model"].update(merges=[["a"]]), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update(x=-1), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update(x=1 << 40), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update(x="1"), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update(x=5), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update({"\ud800": 382}), "tokenizer_invalid"),
        (lambda c: c["model"]["vocab"].update(x=5000), "vocabulary_too_large"),
        (lambda c: c["added_tokens"].append({"id": 5000, "content": "x"}), "vocabulary_too_large"),
        (lambda c: c["added_tokens"].append({"id": -1, "content": "x"}), "tokenizer_invalid"),
        (lambda c: c["added_tokens"].append({"content": "x"}), "tokenizer_invalid"),
    ],
)
def test_damaged_tokenizers_are_refused(tmp_path: Path, change: Callable[[dict], object], expected: str):
    size = checkpoints.byte_level(tmp_path)
    edit(tmp_path / "tokenizer.json", change)
    assert code(lambda: read(tmp_path, size + 3)) == expected


def test_a_folder_without_tokenizer(tmp_path: Path):
    assert code(lambda: read(tmp_path, 100)) == "tokenizer_missing"


def test_sentencepiece_is_read_from_its_model(tmp_path: Path):
    size = checkpoints.sentencepiece(tmp_path)
    found = read(tmp_path, size + 2)
    assert (found["ggml.model"], found["ggml.pre"]) == ("llama", "default")
    assert found["ggml.token_type"][:4] == [CONTROL, CONTROL, CONTROL, BYTE]
    assert found["ggml.tokens"][3] == "<0x00>"
    assert found["ggml.token_type"][-2:] == [UNUSED, UNUSED]
    assert found["ggml.add_bos_token"] is True


def test_sentencepiece_is_rebuilt_from_tokenizer_json(tmp_path: Path):
    size = checkpoints.sentencepiece(tmp_path)
    original = read(tmp_path, size)
    (tmp_path / "tokenizer.model").unlink()
    rebuilt = read(tmp_path, size)
    assert rebuilt["ggml.tokens"] == original["ggml.tokens"]
    assert rebuilt["ggml.scores"][259:] == original["ggml.scores"][259:]
    assert rebuilt["ggml.token_type"][259:] == original["ggml.token_type"][259:]
    assert rebuilt["ggml.token_type"][:4] == [UNKNOWN, CONTROL, CONTROL, BYTE]
    assert rebuilt["ggml.add_space_prefix"] is True


def test_gemma_has_no_space_before_a_text(tmp_path: Path):
    size = checkpoints.sentencepiece(tmp_path, prefix=False)
    assert read(tmp_path, size, "Gemma3ForCausalLM")["ggml.add_space_prefix"] is False


def test_damaged_sentencepiece_models_are_refused(tmp_path: Path):
    checkpoints.sentencepiece(tmp_path)
    path = tmp_path / "tokenizer.model"
    data = path.read_bytes()
    for bad in (b"", data[:-3], b"\xff" * 40, data[:100] + b"\x00\xff" + data[100:]):
        path.write_bytes(bad)
        assert code(lambda: sentencepiece.read_model(path)) == "tokenizer_invalid"
    path.write_bytes(data.replace(b"\x12\x05\x18\x02", b"\x12\x05\x18\x01"))
    assert code(lambda: sentencepiece.read_model(path)) == "tokenizer_unsupported"
