"""Proves that a converted file is right: it loads, its tensors, its tokens and its logits are those of the source."""

import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowriter.child import run_job
from retrowriter.convert.conversion import Plan
from retrowriter.convert.encoding import CHUNK_ELEMENTS
from retrowriter.convert.model import open_gguf
from retrowriter.convert.safetensors_files import read_json
from retrowriter.convert.weights import BF16, F16, F32, Floats, Weight, count_rows
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES

# Largest root mean square of the errors, as a part of that of the values. Measured on normal values: Q8_0 0.4 %, Q6_K
# 1.5 %, Q5 3 to 4 %, Q4 6 to 9 %, Q3_K 12 to 17 %, Q2_K 28 %; rows in a wrong order give 140 %.
BOUNDS = {
    "F16": 0.0005,
    "BF16": 0.004,
    "Q8_0": 0.015,
    "Q6_K": 0.04,
    "Q5_K": 0.08,
    "Q5_0": 0.08,
    "Q5_1": 0.08,
    "Q4_K": 0.15,
    "Q4_0": 0.18,
    "Q4_1": 0.15,
    "IQ4_NL": 0.15,
    "IQ4_XS": 0.15,
    "Q3_K": 0.3,
    "IQ3_S": 0.3,
    "IQ3_XXS": 0.35,
    "Q2_K": 0.5,
}
LOGITS_BOUND = 2e-3

# What divides tokenizers: spaces, digits, contractions, capitals, other scripts, emoji, line ends.
BATTERY = (
    "The quick brown fox jumps over the lazy dog.",
    "  two spaces, then\ttabs\t\tand   three",
    "1995 cost $1,234.56 in 12/31/95 at 9:05 a.m.; 007 1000000",
    "I'm, you're, he'll, WE'VE, it'S, they'd, don't",
    "line one\nline two\r\n\r\n   indented\n\n\nend ",
    "Memorandum TO: All Staff -- RE: Y2K!!! (see p. 3) ... ???",
    "Grüße aus Köln, déjà vu, naïve façade, Ærø, Łódź",
    "Привет, мир! Это проверка.",
    "日本語のテキスト、中文字符，한국어",
    "مرحبا بالعالم שלום עולם",
    "🙂👍🏽 👩‍👩‍👧 ✅",
    "def f(x):\n    return x**2 + 1  # comment",
    "https://example.org/a?b=c&d=%20",
    "e\u0301 \u00a0 \u2014 \u201cquoted\u201d \u2026",
    "CamelCaseWords and snake_case_words and SHOUTING",
    "",
    " ",
    "a",
)
PROMPTS = (
    "The office memo said that the new computers would arrive on Monday",
    "Dear Sir or Madam, I am writing to enquire about",
    "In 1995 the most popular",
)

Logits = dict[str, NDArray[Any]]
Reference = Callable[[Sequence[Sequence[int]]], tuple[list[NDArray[Any]], list[list[int]]]]


@dataclass(frozen=True)
class Check:
    """One thing that was compared: its name, whether it is right, and what was found, as a sentence."""

    name: str
    ok: bool
    detail: str


def verify(out: Path, plan: Plan, tokenizer: Path | None, reference: Reference | None = None) -> list[Check]:
    """Compares a converted model with its source.

    Args:
        out: the file; plan: what it was made from, as retrowriter.convert.conversion.prepare gives it.
        tokenizer: the source's tokenizer.json, None when it has none.
        reference: gives, for lists of tokens, the logits of transformers at each position and the greedy continuations;
            None when it is not installed.
    """
    checks = [_check_tensors(out, plan)]
    texts, expected = _expected_tokens(plan, tokenizer)
    prompts = [tokens[:64] for tokens in _encode(tokenizer, PROMPTS)] if tokenizer else []
    prompts = [tokens for tokens in prompts if tokens]
    with tempfile.TemporaryDirectory(prefix="retrowriter-verify-") as folder:
        logits_file = Path(folder) / "logits.npz"
        try:
            answer = run_job(
                "verify", {"path": str(out), "texts": texts, "prompts": prompts, "logits": str(logits_file)}
            )
        except UserError as error:
            return [*checks, Check("load", False, f"llama.cpp cannot use the file: {error.message}")]
        checks.append(Check("load", True, "llama.cpp loads the file."))
        if texts:
            checks.append(_check_tokens(texts, expected, answer))
        else:
            checks.append(Check("tokens", True, "Not compared: the source has no tokenizer.json."))
        if reference is not None and prompts:
            with np.load(logits_file) as found:
                checks.append(_check_logits(plan, prompts, found, answer, reference))
    return checks


def _check_tensors(out: Path, plan: Plan) -> Check:
    written = open_gguf(out).tensors
    worst, worst_name, worst_kind = 0.0, "", ""
    planned = {tensor.name: tensor for tensor in plan.tensors}
    if set(written) != set(planned):
        odd = sorted(set(written) ^ set(planned))[0]
        return Check("tensors", False, f"The tensor {odd} is in only one of the source and the file.")
    for name, tensor in planned.items():
        found = written[name]
        if found.shape != tensor.weight.shape:
            return Check("tensors", False, f"The tensor {name} has the shape {found.shape}, not {tensor.weight.shape}.")
        error = _relative_error(tensor.weight, found)
        kind = TENSOR_TYPES[found.kind].name
        bound = 0.0 if _is_exact(tensor.weight.kind, found.kind) else BOUNDS.get(kind, 0.5)
        if not error <= bound:
            return Check(
                "tensors", False, f"The tensor {name} differs by {error:.2%} of its size; {kind} allows {bound:.2%}."
            )
        if error >= worst:
            worst, worst_name, worst_kind = error, name, kind
    detail = f"All {len(planned)} tensors are those of the source"
    if worst == 0.0:
        return Check("tensors", True, detail + ", to the last bit.")
    return Check(
        "tensors", True, f"{detail}; the largest error is {worst:.3%} of its size ({worst_name}, {worst_kind})."
    )


def _is_exact(source: int, target: int) -> bool:
    return target == F32 or (source == target and target in (F16, BF16))


def _relative_error(source: Weight, found: Weight) -> float:
    total = count_rows(source.shape)
    step = max(1, CHUNK_ELEMENTS // source.shape[-1])
    errors = values = 0.0
    for start in range(0, total, step):
        index = slice(start, min(start + step, total))
        expected: Floats = source.rows(index)
        difference = found.rows(index) - expected
        errors += float(np.square(difference, dtype=np.float64).sum())
        values += float(np.square(expected, dtype=np.float64).sum())
    source.release()
    found.release()
    if errors == 0.0:
        return 0.0
    return float(np.sqrt(errors / values)) if values else float("inf")


def _expected_tokens(plan: Plan, tokenizer: Path | None) -> tuple[list[str], Any]:
    """Texts, and the tokens that the source makes of them: by its tokenizer.json, or in llama.cpp when it is a GGUF."""
    texts = list(BATTERY)
    if tokenizer is None:
        if plan.base.path.is_dir():
            return [], []
        return texts, run_job("verify", {"path": str(plan.base.path), "texts": texts})["tokens"]
    content = read_json(tokenizer)
    texts += [f"before{entry['content']}after" for entry in (content.get("added_tokens") or [])[:20]]
    if (content.get("normalizer") or {}).get("type") == "NFC":
        # llama.cpp does not compose characters; nearly all text is composed already, and that is what is compared.
        texts = [unicodedata.normalize("NFC", text) for text in texts]
    return texts, _encode(tokenizer, texts)


def _encode(tokenizer: Path, texts: Sequence[str]) -> list[list[int]]:
    import tokenizers

    encoder = tokenizers.Tokenizer.from_file(str(tokenizer))
    encoder.no_truncation()
    encoder.no_padding()
    return [list(encoder.encode(text, add_special_tokens=False).ids) for text in texts]


def _check_tokens(texts: list[str], expected: Any, answer: dict[str, object]) -> Check:
    found = answer.get("tokens")
    assert isinstance(found, list)
    wrong = [text for text, theirs, ours in zip(texts, expected, found, strict=True) if theirs != ours]
    if not wrong:
        return Check("tokens", True, f"{len(texts)} texts give the same tokens as the source's tokenizer.")
    return Check("tokens", False, f"{len(wrong)} of {len(texts)} texts give other tokens, for one {wrong[0]!r}.")


def _check_logits(
    plan: Plan, prompts: list[list[int]], found: Any, answer: dict[str, object], reference: Reference
) -> Check:
    expected, continuations = reference(prompts)
    largest = max(float(np.abs(found[str(i)] - values).max()) for i, values in enumerate(expected))
    same = answer.get("continuations") == continuations
    exact = all(_is_exact(tensor.weight.kind, tensor.kind) for tensor in plan.tensors)
    detail = f"The logits of {len(prompts)} prompts differ from transformers' by at most {largest:.2g}"
    detail += ", and the likeliest continuation is the same." if same else ", and the likeliest continuation differs."
    # Coarser types change what the model says; only for exact ones the logits decide.
    return Check("logits", not exact or (largest <= LOGITS_BOUND and same), detail)
