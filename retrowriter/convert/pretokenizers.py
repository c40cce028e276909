"""Which of llama.cpp's pre-tokenizers a tokenizer.json describes, recognised from its definition and never guessed.

llama.cpp has the regular expressions of each in its source (llama-vocab.cpp); a definition is known here only if it is
one of those.
"""

from dataclasses import dataclass
from typing import Any

from retrowriter.errors import UserError


@dataclass(frozen=True)
class Pretokenizer:
    """A pre-tokenizer of llama.cpp.

    Attributes:
        name: tokenizer.ggml.pre; adds_bos: whether llama.cpp adds the BOS token unless it is told not to.
    """

    name: str
    adds_bos: bool = False


_WORDS = r"[^\r\n\p{L}\p{N}]?\p{L}+"
_REST = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_UPPER, _LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_CASED = rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+", rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*"
_CASED_REST = r" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"

_LLAMA3 = ("split", rf"{_ENDINGS}|{_WORDS}|\p{{N}}{{1,3}}|{_REST}"), ("bytes", False)
_QWEN2 = ("split", rf"{_ENDINGS}|{_WORDS}|\p{{N}}|{_REST}"), ("bytes", False)
_TEKKEN = ("split", rf"{_CASED[0]}|{_CASED[1]}|\p{{N}}|{_CASED_REST}"), ("bytes", False)
_GPT4O = (
    ("split", rf"{_CASED[0]}{_ENDINGS}?|{_CASED[1]}{_ENDINGS}?|\p{{N}}{{1,3}}|{_CASED_REST}"),
    ("bytes", False),
)
_GPT2 = (("bytes", True),)
_SMOLLM = ("digits", True), ("bytes", True)

# Definition, and whether a word that is a token itself is taken whole (ignore_merges).
_KNOWN: dict[tuple[tuple[tuple[str, object], ...], bool], Pretokenizer] = {
    (_GPT2, False): Pretokenizer("gpt-2"),
    (_SMOLLM, False): Pretokenizer("smollm"),
    (_LLAMA3, True): Pretokenizer("llama-bpe", adds_bos=True),
    (_LLAMA3, False): Pretokenizer("dbrx"),
    (_QWEN2, False): Pretokenizer("qwen2"),
    (_TEKKEN, True): Pretokenizer("tekken", adds_bos=True),
    (_GPT4O, False): Pretokenizer("gpt-4o"),
}


def recognise(tokenizer: dict[str, Any]) -> Pretokenizer:
    """The pre-tokenizer of a tokenizer.json with a byte-level BPE.

    Raises:
        UserError: code pretokenizer_unknown.
    """
    definition = tuple(_steps(tokenizer.get("pre_tokenizer")))
    ignore_merges = bool((tokenizer.get("model") or {}).get("ignore_merges", False))
    found = _KNOWN.get((definition, ignore_merges))
    normalizer = tokenizer.get("normalizer")
    # llama.cpp normalises nothing. NFC changes nothing in text that is composed already, as nearly all text is.
    plain = normalizer is None or (isinstance(normalizer, dict) and normalizer.get("type") == "NFC")
    if found is None or not plain:
        raise UserError(
            "pretokenizer_unknown",
            "The way in which tokenizer.json divides text before it makes tokens is not one that is known here"
            + ("." if plain else " (it changes the text first)."),
            f"Known are {', '.join(sorted(p.name for p in _KNOWN.values()))}. A wrong one would spoil the model "
            "without a word, so none is assumed; llama.cpp's own converter may know it.",
        )
    return found


def _steps(definition: object) -> list[tuple[str, object]]:
    if not isinstance(definition, dict):
        return []
    kind = definition.get("type")
    if kind == "Sequence":
        parts = definition.get("pretokenizers")
        return [step for part in parts for step in _steps(part)] if isinstance(parts, list) else []
    if kind == "Split":
        pattern = definition.get("pattern")
        regex = pattern.get("Regex") if isinstance(pattern, dict) else None
        if definition.get("behavior") == "Isolated" and not definition.get("invert") and isinstance(regex, str):
            return [("split", regex)]
    if kind == "Digits":
        return [("digits", bool(definition.get("individual_digits")))]
    if kind == "ByteLevel" and not definition.get("add_prefix_space"):
        return [("bytes", bool(definition.get("use_regex", True)))]
    return [("unknown", str(kind))]
