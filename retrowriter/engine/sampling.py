"""Named ways of writing, for the Write dialog and the command line."""

import msgspec

from retrowriter.engine.protocol import Sampling
from retrowriter.errors import UserError

DEFAULT = "Plain"

# What all of them have: sentences don't come again, and the words of the brief do.
_STEADY = Sampling(dry_multiplier=0.8, dry_allowed_length=4, keep_to_brief=1.5, guard=True)

PRESETS: dict[str, Sampling] = {
    "Plain": msgspec.structs.replace(_STEADY, temperature=0.7, top_k=40, top_p=0.95, min_p=0.05),
    "Careful": msgspec.structs.replace(_STEADY, temperature=0.4, top_k=20, top_p=0.9, min_p=0.1),
    "Lively": msgspec.structs.replace(_STEADY, temperature=1.0, top_k=0, top_p=0.98, min_p=0.05),
    "Likeliest Words": msgspec.structs.replace(_STEADY, temperature=0.0),
}


def preset(name: str = DEFAULT, seed: int = -1, *, max_tokens: int = 2048, exact: bool = False) -> Sampling:
    """The sampling of a preset, with these limits.

    Raises:
        UserError: code no_preset.
    """
    if name not in PRESETS:
        raise UserError("no_preset", f"There is no way of writing called {name!r}.", "Known: " + ", ".join(PRESETS))
    return msgspec.structs.replace(PRESETS[name], seed=seed, max_tokens=max_tokens, exact=exact)
