from pathlib import Path

from retrowriter.convert.architectures import FAMILIES
from retrowriter.convert.pretokenizers import _KNOWN

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "conversion.md").read_text(encoding="utf-8")


def test_the_table_names_every_architecture():
    for family in FAMILIES:
        assert f"| {family.name} | {', '.join(family.architectures)} | {family.models} |" in TEXT


def test_the_text_names_every_pretokenizer():
    assert all(known.name in TEXT for known in _KNOWN.values())
