"""Converts a checkpoint to a GGUF file, without PyTorch: python scripts/convert_to_gguf.py --help

See docs/conversion.md. Where torch and transformers happen to be installed, --verify compares logits too.
"""

import importlib.util
import os
import sys
from pathlib import Path

# The matrix products are small: a second thread costs more than it helps.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from retrowriter.convert.command import main
from retrowriter.convert.verification import Reference


def make_reference(source: Path, base: Path | None) -> Reference | None:
    """transformers' own logits of the source, or None when they cannot be had."""
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("transformers") is None:
        return None
    from reference_logits import reference

    return reference(source, base)


if __name__ == "__main__":
    sys.exit(main(reference=make_reference))
