from pathlib import Path

from retrowriter.convert.architectures import FAMILIES
from retrowriter.convert.pretokenizers import _KNOWN

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "conversion.md").read_text(encoding="utf-8")


def test_the_table_names_every_architecture():
    for family in FAMILIES:
        assert f"| {family.name} | {', '.join(family.architectures)} | {family.models} |" in TEXT


def test_the_readme_names_every_architecture():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("|")]
    for family in FAMILIES:
        assert any(family.name in row for row in rows), family.name
        for model in family.models.split(", "):
            assert any(model in row for row in rows), model


def test_the_text_names_every_pretokenizer():
    assert all(known.name in TEXT for known in _KNOWN.values())
