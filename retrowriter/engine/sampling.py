"""Named ways of writing, for the Write dialog and the command line."""

from retrowriter.engine.protocol import Sampling
from retrowriter.errors import UserError

DEFAULT = "Plain"

PRESETS: dict[str, Sampling] = {
    "Plain": Sampling(
        temperature=0.7, top_k=40, top_p=0.95, min_p=0.05, dry_multiplier=0.8, dry_allowed_length=4, keep_to_brief=1.5
    ),
    "Careful": Sampling(
        temperature=0.4, top_k=20, top_p=0.9, min_p=0.1, dry_multiplier=0.8, dry_allowed_length=4, keep_to_brief=1.5
    ),
    "Lively": Sampling(
        temperature=1.0, top_k=0, top_p=0.98, min_p=0.05, dry_multiplier=0.8, dry_allowed_length=4, keep_to_brief=1.5
    ),
    "Likeliest Words": Sampling(temperature=0.0, dry_multiplier=0.8, dry_allowed_length=4, keep_to_brief=1.5),
}


def preset(name: str = DEFAULT, seed: int = -1, *, max_tokens: int = 2048, exact: bool = False) -> Sampling:
    """The sampling of a preset, with these limits.

    Raises:
        UserError: code no_preset.
    """
    if name not in PRESETS:
        raise UserError("no_preset", f"There is no way of writing called {name!r}.", "Known: " + ", ".join(PRESETS))
    values = PRESETS[name]
    fields = {field: getattr(values, field) for field in values.__struct_fields__}
    return Sampling(**{**fields, "seed": seed, "max_tokens": max_tokens, "exact": exact})
