"""The types that a model can be written in."""

from dataclasses import dataclass

from retrowriter.convert.encoding import Q4_0, Q4_1, Q5_0, Q5_1, Q8_0
from retrowriter.convert.weights import BF16, F16, F32
from retrowriter.errors import UserError
from retrowriter.models.gguf import TENSOR_TYPES


@dataclass(frozen=True)
class OutType:
    """A way to write a model.

    Attributes:
        name: as people write it; file_type: number in general.file_type, as in llama.h.
        kind: type of its matrices, when they are made here; None when llama.cpp's quantiser makes them.
    """

    name: str
    file_type: int
    kind: int | None


OUT_TYPES = {
    out.name: out
    for out in (
        OutType("f32", 0, F32),
        OutType("f16", 1, F16),
        OutType("bf16", 32, BF16),
        OutType("q8_0", 7, Q8_0),
        OutType("q4_0", 2, Q4_0),
        OutType("q4_1", 3, Q4_1),
        OutType("q5_0", 8, Q5_0),
        OutType("q5_1", 9, Q5_1),
        OutType("q2_k", 10, None),
        OutType("q3_k_s", 11, None),
        OutType("q3_k_m", 12, None),
        OutType("q3_k_l", 13, None),
        OutType("q4_k_s", 14, None),
        OutType("q4_k_m", 15, None),
        OutType("q5_k_s", 16, None),
        OutType("q5_k_m", 17, None),
        OutType("q6_k", 18, None),
        OutType("iq4_nl", 25, None),
        OutType("iq4_xs", 30, None),
        OutType("iq3_s", 26, None),
        OutType("iq3_m", 27, None),
    )
}


# Matrices that llama.cpp reads in F32 only; they come up in GGUF files of other architectures.
_ALWAYS_F32 = ("ffn_gate_inp", "position_embd", "token_types", "ssm_conv1d", "shortconv.conv")


def find(name: str) -> OutType:
    """The type of this name.

    Raises:
        UserError: code outtype_unknown.
    """
    found = OUT_TYPES.get(name.lower())
    if found is None:
        raise UserError("outtype_unknown", f"There is no type {name[:40]!r}.", f"Choose one of {', '.join(OUT_TYPES)}.")
    return found


def tensor_kind(name: str, shape: tuple[int, ...], kind: int, tied: bool = False) -> int:
    """The type of one tensor of a model whose matrices are to be `kind`; the rules of llama.cpp's converter.

    Args:
        name: as in GGUF; shape: rows first; kind: of the file; tied: there is no output matrix beside the embeddings.
    """
    if len(shape) <= 1 or name.endswith("_norm.weight") or not name.endswith((".weight", ".lora_a", ".lora_b")):
        return F32
    if any(part in name for part in _ALWAYS_F32):
        return F32
    if kind in (Q4_0, Q4_1, Q5_0, Q5_1) and name == ("token_embd.weight" if tied else "output.weight"):
        # What the choice of the next word is made with is kept finer, as llama.cpp's quantiser does.
        kind = Q8_0
    if shape[-1] % TENSOR_TYPES[kind].block:
        return F16
    return kind
