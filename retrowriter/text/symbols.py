"""The signs that the Symbol dialog offers, in sets."""


def _range(first: int, last: int) -> str:
    return "".join(chr(code) for code in range(first, last + 1))


SETS: dict[str, str] = {
    "Latin": _range(0x21, 0x7E) + _range(0xA1, 0xAC) + _range(0xAE, 0xFF),
    "More Latin": _range(0x100, 0x17F) + "ƒǺǻǼǽǾǿȘșȚț",
    "Typographic": "–—‒―‘’‚‛“”„‟†‡•…‰‹›⁄€£¥¢₤₧ƒ©®™§¶°ªº¹²³¼½¾⅓⅔⅛⅜⅝⅞№℮ℓ¡¿«»·¨´¸¯¬¦",
    "Greek": _range(0x391, 0x3A1) + _range(0x3A3, 0x3A9) + _range(0x3B1, 0x3C9) + "ΆΈΉΊΌΎΏάέήίόύώϊϋΐΰ",
    "Cyrillic": _range(0x410, 0x44F) + "ЁЂЃЄЅІЇЈЉЊЋЌЎЏёђѓєѕіїјљњћќўџҐґ",
    "Mathematics": "+−±×÷=≠≈≡<>≤≥∞∂∆∏∑√∫∩∪⊂⊃∈∉∅∀∃¬∧∨∝∠⊥′″ΩµπαβγθλφσωΓΔΘΛΞΠΣΦΨ",
    "Arrows and Shapes": "←↑→↓↔↕↨⇒⇔■□▪▫▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫",
    "Lines and Blocks": _range(0x2500, 0x257F) + "▀▄█▌▐░▒▓",
}

# Their names and the keys that type them.
SPECIAL: tuple[tuple[str, str, str], ...] = (
    ("—", "Em Dash", ""),
    ("–", "En Dash", ""),
    ("\u2011", "Nonbreaking Hyphen", "Ctrl+Shift+-"),
    ("\u00ad", "Optional Hyphen", "Ctrl+-"),
    ("\u2003", "Em Space", ""),
    ("\u2002", "En Space", ""),
    ("\u00a0", "Nonbreaking Space", "Ctrl+Shift+Space"),
    ("©", "Copyright", "(c)"),
    ("®", "Registered", "(r)"),
    ("™", "Trademark", "(tm)"),
    ("§", "Section", ""),
    ("¶", "Paragraph", ""),
    ("…", "Ellipsis", "..."),
    ("‘", "Single Opening Quote", ""),
    ("’", "Single Closing Quote", ""),
    ("“", "Double Opening Quote", ""),
    ("”", "Double Closing Quote", ""),
)
