"""Modern text that is already on the machine: READMEs and documentation of the installed Python packages.

Used to train the style classifier while an evaluation runs, and not kept.
"""

import importlib.metadata
import inspect
import re
from email.parser import Parser

from evaluation.style_classifier import Example

LEAST = 200
MOST = 6000


def package_texts() -> list[Example]:
    """Descriptions (the README) of the installed packages, one example each; badges, HTML and tables left out."""
    examples = []
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata["Name"] or ""
        raw = distribution.read_text("METADATA") or ""
        message = Parser().parsestr(raw)
        payload = message.get_payload()
        body = payload if isinstance(payload, str) and payload.strip() else str(message.get("Description") or "")
        text = _prose(body)
        if len(text) >= LEAST and name:
            examples.append(Example(text[:MOST], False, f"package {name.lower()}", "package documentation"))
    return sorted({example.group: example for example in examples}.values(), key=lambda one: one.group)


def docstring_texts(modules: tuple[str, ...]) -> list[Example]:
    """Docstrings of the functions and classes of importable modules, joined to documents, one for each module."""
    import importlib

    examples = []
    for name in modules:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        parts = []
        for member_name, member in sorted(vars(module).items()):
            if not member_name.startswith("_") and callable(member):
                text = inspect.getdoc(member) or ""
                if len(text) >= LEAST:
                    parts.append(_prose(text))
        joined = "\n\n".join(parts)
        if len(joined) >= LEAST:
            examples.append(Example(joined[:MOST], False, f"module {name}", "package documentation"))
    return examples


def _prose(text: str) -> str:
    text = re.sub(r"<!--.*?-->|<[^>\n]{1,300}>", "", text, flags=re.DOTALL)
    text = re.sub(r"\[?!\[[^\]]*\]\([^)]*\)(\]\([^)]*\))?", "", text)
    text = re.sub(r"^\.\. (?:image|\|).*$|^\s+:(?:target|alt|height|width):.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"https?://\S+", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
