"""What config.json says, with the types checked: it may be damaged or hostile."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retrowriter.errors import UserError

MAX_COUNT = 1 << 31
MAX_LAYERS = 1000


@dataclass(frozen=True)
class Config:
    """The fields of a model's config.json, the family's defaults filled in."""

    fields: Mapping[str, Any]

    def count(self, name: str) -> int:
        """A positive whole number. Raises UserError, code config_invalid."""
        value = self.optional_count(name)
        if value is None:
            raise _invalid(name, "is missing")
        return value

    def optional_count(self, name: str) -> int | None:
        """A positive whole number, or None when it is not given. Raises UserError, code config_invalid."""
        value = self.fields.get(name)
        if value is None:
            return None
        if type(value) is not int or not 0 < value < MAX_COUNT:
            raise _invalid(name, f"is {_shown(value)}, not a positive number")
        return value

    def number(self, name: str) -> float:
        """A finite number. Raises UserError, code config_invalid."""
        value = self.fields.get(name)
        if type(value) not in (int, float) or not math.isfinite(value):  # type: ignore[arg-type]
            raise _invalid(name, f"is {_shown(value)}, not a number")
        return float(value)  # type: ignore[arg-type]

    def flag(self, name: str) -> bool:
        """A truth value; False when it is not given."""
        return bool(self.fields.get(name, False))

    @property
    def layers(self) -> int:
        """Number of layers."""
        layers = self.count("num_hidden_layers")
        if layers > MAX_LAYERS:
            raise _invalid("num_hidden_layers", f"is {layers:,}; no model has so many layers")
        return layers

    @property
    def heads(self) -> int:
        """Number of attention heads."""
        return self.count("num_attention_heads")

    @property
    def kv_heads(self) -> int:
        """Number of key and value heads."""
        return self.optional_count("num_key_value_heads") or self.heads

    @property
    def head_dim(self) -> int:
        """Size of a head."""
        return self.optional_count("head_dim") or self.count("hidden_size") // self.heads

    @property
    def rope(self) -> dict[str, Any]:
        """How positions are encoded, in the keys of transformers 5; of the global layers where there are two kinds."""
        values = self._rope_values()
        nested = values.get("full_attention")
        return dict(nested) if isinstance(nested, dict) else values

    @property
    def local_rope_theta(self) -> float | None:
        """Base of the rotation in local (sliding window) layers, where it is another one."""
        nested = self._rope_values().get("sliding_attention")
        if isinstance(nested, dict):
            return Config(nested).number("rope_theta")
        return self.number("rope_local_base_freq") if self.fields.get("rope_local_base_freq") is not None else None

    def _rope_values(self) -> dict[str, Any]:
        # transformers 5 writes rope_parameters; 4 wrote rope_theta beside rope_scaling, and "type" before "rope_type".
        values = self.fields.get("rope_parameters") or self.fields.get("rope_scaling") or {}
        if not isinstance(values, dict):
            raise _invalid("rope_scaling", "is not an object")
        if "full_attention" in values or "sliding_attention" in values:
            return dict(values)
        result = dict(values)
        for name in ("rope_theta", "partial_rotary_factor", "original_max_position_embeddings"):
            if result.get(name) is None and self.fields.get(name) is not None:
                result[name] = self.fields[name]
        if "rope_type" not in result:
            result["rope_type"] = result.get("type", "default")
        return result


def _invalid(name: str, why: str) -> UserError:
    return UserError(
        "config_invalid", f"config.json is not right: {name} {why}.", "Fetch the file again, or ask where it came from."
    )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
