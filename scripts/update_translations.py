"""Renews the translations: collects the texts of the program and brings assets/translations/*.ts up to date.

usage: python3 scripts/update_translations.py    (needs the tools of PySide6; run it when a text changes)

Translations are edited in the .ts files, with Qt Linguist or by hand. A text that has changed or is new is marked as
unfinished there. The .qm files that the program loads are made from them.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "assets" / "translations"
LANGUAGES = ("de",)

Text = tuple[str, str]

_READABLE = re.compile(r"[A-Z&(][^{}]*[a-z)]|.+ .+")


def main() -> int:
    """Renews all files; returns the exit code."""
    texts = sorted(set(collect()))
    for language in LANGUAGES:
        path = FOLDER / f"retrowriter_{language}.ts"
        open_texts = renew(path, language, texts)
        print(f"{path.relative_to(ROOT)}: {len(texts)} texts, {open_texts} not translated")
        command = ["pyside6-lrelease", "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
        subprocess.run(command, check=True)
    return 0


def collect() -> Iterator[Text]:
    """All texts that the window translates, each with its context."""
    for path in sorted((ROOT / "retrowriter" / "ui").rglob("*.py")):
        yield from _in_module(ast.parse(path.read_text(encoding="utf-8")))
    yield from _in_tables()


def renew(path: Path, language: str, texts: list[Text]) -> int:
    """Writes a .ts file with these texts and the translations that it has; returns how many have none."""
    known = read(path) if path.exists() else {}
    root = etree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, etree._Element] = {}
    missing = 0
    for context, text in texts:
        if context not in contexts:
            contexts[context] = etree.SubElement(root, "context")
            etree.SubElement(contexts[context], "name").text = context
        message = etree.SubElement(contexts[context], "message")
        etree.SubElement(message, "source").text = text
        translation = etree.SubElement(message, "translation")
        translation.text = known.get((context, text), "")
        if not translation.text:
            translation.set("type", "unfinished")
            missing += 1
    etree.indent(root, "    ")
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE TS>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data + b"\n")
    return missing


def read(path: Path) -> dict[Text, str]:
    """The translations in a .ts file."""
    found: dict[Text, str] = {}
    for context in etree.parse(str(path)).getroot().iter("context"):
        for message in context.iter("message"):
            text = message.findtext("translation") or ""
            found[context.findtext("name") or "", message.findtext("source") or ""] = text
    return found


def _in_module(tree: ast.Module) -> Iterator[Text]:
    """Arguments of the module's _tr(), of translate() and of self.tr() in a class."""
    own = next((_context(node) for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "_tr"), "")
    owners = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    if own and any(_is_of_a_table(node) for node in ast.walk(tree)):
        yield from ((own, text) for text in _in_literals(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "command_text":
            yield from (("Commands", text) for text in _literals(node.args[:1]))
        elif isinstance(node.func, ast.Name) and node.func.id == "_tr" and own:
            yield from ((own, text) for text in _literals(node.args[:1]))
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "translate" and len(node.args) > 1:
            for context in _literals(node.args[:1]):
                yield from ((context, text) for text in _literals(node.args[1:2]))
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
            owner = next((each.name for each in reversed(owners) if node in ast.walk(each)), "")
            yield from ((owner, text) for text in _literals(node.args[:1]))


def _is_of_a_table(node: ast.AST) -> bool:
    """Whether a text is translated that stands elsewhere: _tr(name)."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_tr"
    return called and isinstance(node, ast.Call) and isinstance(node.args[0], (ast.Name, ast.Attribute, ast.Call))


def _in_literals(tree: ast.Module) -> Iterator[str]:
    """What looks like words to read in the tuples, lists and dictionaries of a module."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, (ast.Tuple, ast.List)):
            parts = node.elts
        elif isinstance(node, ast.Dict):
            parts = [part for part in (*node.keys, *node.values) if part is not None]
        yield from (text for text in _literals(parts) if _READABLE.match(text))


def _context(function: ast.FunctionDef) -> str:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "translate":
            return next(_literals(node.args[:1]), "")
    return ""


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])


def _in_tables() -> Iterator[Text]:
    """Texts that stand in tables and are translated where these are shown."""
    from retrowriter.document.table_looks import LOOKS
    from retrowriter.settings import TABLE
    from retrowriter.text.document_types import TYPES
    from retrowriter.text.search import SPECIALS
    from retrowriter.text.symbols import SETS, SPECIAL
    from retrowriter.ui import actions
    from retrowriter.ui.dialogs.brief import TONES
    from retrowriter.ui.translation import BUTTON_TEXTS, BUTTONS, COMMANDS

    for command in actions.COMMANDS:
        yield COMMANDS, command.text
        yield COMMANDS, command.description
    yield from ((COMMANDS, title) for title, _names in actions.MENUS)
    yield from (("TableAutoFormatDialog", look.name) for look in LOOKS)
    yield from (("InsertTableDialog", look.name) for look in LOOKS)
    yield from (("SymbolDialog", name) for name in (*SETS, *(name for _sign, name, _keys in SPECIAL)))
    yield from ((BUTTONS, text) for text in BUTTON_TEXTS)
    yield "OptionsDialog", "&Apply"
    for setting in TABLE:
        if setting.label:
            words = [words for _value, words in setting.choices]
            # A box without a name of its own has that of the page.
            box = setting.group or f"{setting.tab} Options"
            texts = (setting.label, setting.help, setting.tab, box, setting.unit, setting.requirement, *words)
            yield from (("OptionsDialog", text) for text in texts if text)
    yield from (("BriefDialog", kind.label) for kind in TYPES)
    yield from (("BriefDialog", tone) for tone in TONES if tone)
    yield from (("FindDialog", special.label) for special in SPECIALS)


if __name__ == "__main__":
    sys.exit(main())
