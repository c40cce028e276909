"""What a style is like, in the words of the Style dialog."""

from retrowriter.document.model import CharFormat, ParagraphFormat, Style

_UNDERLINES = {"none": "No underline", "single": "Underline", "double": "Double Underline", "words": "Word Underline"}
_ALIGNMENTS = {"left": "Flush left", "center": "Centered", "right": "Flush right", "justify": "Justified"}
_CAPS = {"normal": "", "small": "Small caps", "all": "All caps"}
_SCRIPTS = {"normal": "", "super": "Superscript", "sub": "Subscript"}
_BORDERS = {"": "", "box": "Box border", "top": "Border above", "bottom": "Border below"}


def describe(style: Style) -> str:
    """The style it is based on, and what is different: "Normal + Font: Arial, 14 pt, Bold"."""
    parts = [*_characters(style.char), *_paragraph(style.paragraph)]
    if style.based_on:
        return f"{style.based_on} + {', '.join(parts)}" if parts else style.based_on
    return ", ".join(parts)


def _characters(char: CharFormat) -> list[str]:
    parts = [f"Font: {char.font}"] if char.font else []
    if char.size:
        parts.append(f"{char.size:g} pt")
    for name, on in (("Bold", char.bold), ("Italic", char.italic)):
        if on is not None:
            parts.append(name if on else f"Not {name}")
    parts += [_UNDERLINES[char.underline]] if char.underline != "none" else []
    parts += [name for name, on in (("Strikethrough", char.strike), ("Hidden", char.hidden)) if on]
    parts += [text for text in (_CAPS[char.caps], _SCRIPTS[char.script]) if text]
    parts += [f"Color {char.color}"] if char.color else []
    parts += [f"Highlight {char.highlight}"] if char.highlight else []
    if char.spacing:
        parts.append(f"{'Expanded' if char.spacing > 0 else 'Condensed'} {abs(char.spacing):g} pt")
    return parts


def _paragraph(shown: ParagraphFormat) -> list[str]:
    lengths = (("Left", shown.left), ("Right", shown.right))
    spaces = (("before", shown.before), ("after", shown.after))
    parts = [f"Indent: {name} {_inches(value)}" for name, value in lengths if value]
    if shown.first:
        parts.append(f"{'First' if shown.first > 0 else 'Hanging'} {_inches(abs(shown.first))}")
    parts += [_ALIGNMENTS[shown.alignment]] if shown.alignment else []
    parts += [_line(shown)] if shown.line else []
    parts += [f"Space {name} {value:g} pt" for name, value in spaces if value]
    switches = (
        ("Keep lines together", shown.keep_together),
        ("Keep with next", shown.keep_with_next),
        ("Page break before", shown.page_break_before),
    )
    parts += [name for name, on in switches if on]
    parts += ["Tab stops: " + ", ".join(_inches(tab.position) for tab in shown.tabs)] if shown.tabs else []
    parts += [_BORDERS[shown.border]] if shown.border else []
    parts += [f"Shading {shown.shading}"] if shown.shading else []
    parts += [f"Level {shown.level}"] if shown.level else []
    return parts


def _line(shown: ParagraphFormat) -> str:
    line = shown.line or 1.0
    if shown.line_rule == "multiple":
        return {1.0: "Line spacing single", 1.5: "Line spacing 1.5", 2.0: "Line spacing double"}.get(
            line, f"Line spacing {line:g} li"
        )
    return f"Line spacing {'exactly' if shown.line_rule == 'exact' else 'at least'} {line:g} pt"


def _inches(points: float) -> str:
    return f'{round(points / 72, 2):g}"'
