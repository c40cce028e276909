"""Changing the case of letters, one letter for one letter, so that formats stay where they are."""

from typing import Literal

Case = Literal["sentence", "lower", "upper", "title", "toggle"]

_SENTENCE_END = ".!?"
_APOSTROPHES = "'’"


def change(text: str, case: Case) -> str:
    """The text in another case."""
    if case == "lower":
        return "".join(map(_lower, text))
    if case == "upper":
        return "".join(map(_upper, text))
    if case == "toggle":
        return "".join(_lower(letter) if letter.isupper() else _upper(letter) for letter in text)
    result: list[str] = []
    begins = True
    for index, letter in enumerate(text):
        result.append(_upper(letter) if begins and letter.isalpha() else _lower(letter))
        if case == "title":
            before = text[index - 1] if index else " "
            inside = letter in _APOSTROPHES and before.isalpha()
            begins = not (letter.isalnum() or inside)
        elif letter.isalpha() or letter.isdigit():
            begins = False
        elif letter in _SENTENCE_END or letter in "\n\u2028\u2029":
            begins = True
    return "".join(result)


def next_case(text: str) -> Case:
    """What Shift+F3 does next: small letters, capitals at the beginning, all capitals, and round again."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters and all(letter.isupper() for letter in letters) and len(letters) > 1:
        return "lower"
    if not any(letter.isupper() for letter in letters):
        whole_sentence = any(mark in text for mark in _SENTENCE_END)
        return "sentence" if whole_sentence else "title"
    return "upper"


def _upper(letter: str) -> str:
    made = letter.upper()
    return made if len(made) == 1 else letter


def _lower(letter: str) -> str:
    made = letter.lower()
    return made if len(made) == 1 else letter
