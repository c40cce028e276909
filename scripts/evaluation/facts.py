"""The facts of a brief, and which of them stand in the text: numbers, names and key words."""

import re
from dataclasses import dataclass

from retrowriter.text.brief_words import about_documents

_NUMBER = re.compile(r"\d[\d,]*(?:[.:/]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w'’-]*(?:\.[A-Z])*\b")
_WORD = re.compile(r"[a-z][a-z'’-]{2,}")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100",
}  # fmt: skip

_STOP = about_documents()

# A brief's word -> another by which a document may call the same thing.
_SYNONYMS = {"phone": "telephone", "photo": "photograph", "email": "mail", "e-mail": "mail", "ad": "advertisement",
             "fridge": "refrigerator", "pc": "computer", "pcs": "computer", "tv": "television", "uk": "british",
             "british": "uk", "cd": "disc", "app": "program", "shop": "store", "car": "automobile"}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What a brief says, each once, normalised: numbers as digits, names in small letters, key words as stems."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    key_words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.numbers) + len(self.names) + len(self.key_words)


@dataclass(frozen=True)
class Found:
    """How many facts of each kind there are and how many the text has."""

    numbers: tuple[int, int]
    names: tuple[int, int]
    key_words: tuple[int, int]

    @property
    def share(self) -> float:
        """Share of all facts that the text has, 0 to 1; 1 when the brief states none."""
        total = self.numbers[1] + self.names[1] + self.key_words[1]
        return (self.numbers[0] + self.names[0] + self.key_words[0]) / total if total else 1.0


def facts_of(brief: str) -> Facts:
    """Numbers, names and key words of a brief.

    A name is a capitalised word that doesn't begin a sentence (or that begins one and is followed by another
    capitalised word); months, and the words by which a brief speaks about the document itself, are left out.
    """
    numbers = _unique([_digits(number) for number in _NUMBER.findall(brief)])
    names: list[str] = []
    matches = list(_NAME.finditer(brief))
    starts = {match.start() for match in matches}
    for match in matches:
        word = match.group()
        opens = match.start() == 0 or re.search(r"[.!?:]\s*$|\n\s*$", brief[: match.start()]) is not None
        followed = re.match(r"\s(?=[A-Z])", brief[match.end() :]) is not None and match.end() + 1 in starts
        small = word.lower().rstrip("'s’") if word.endswith(("'s", "’s")) else word.lower()
        if (
            (opens and not followed)
            or small in _MONTHS
            or small in ("december", "i")
            or small in _STOP
            or len(small) < 2
        ):
            continue
        names.append(small)
    known = set(names)
    key_words = [
        stem(word)
        for word in _WORD.findall(brief.lower())
        if len(word) >= 4 and word not in _STOP and word not in known and word not in _MONTHS
    ]
    name_stems = {stem(name) for name in known}
    return Facts(
        tuple(numbers), tuple(_unique(names)), tuple(one for one in _unique(key_words) if one not in name_stems)
    )


def found_in(facts: Facts, text: str) -> Found:
    """Which of the facts stand in the text; numbers may be written as words, key words in another form."""
    small = text.lower()
    numbers = {_digits(number) for number in _NUMBER.findall(text)}
    numbers |= {value for word, value in _NUMBER_WORDS.items() if re.search(rf"\b{word}\b", small)}
    parts = numbers | {piece for number in numbers for piece in re.split(r"[.:/]", number)}
    all_words = set(re.findall(r"[a-z0-9][\w'’-]*", small))
    all_words |= {piece for word in all_words for piece in re.split(r"['’-]", word)}
    stems = {stem(word) for word in all_words}

    def has_name(name: str) -> bool:
        if name in all_words or stem(name) in stems or _SYNONYMS.get(name) in all_words:
            return True
        if name in _SHORT_MONTHS:
            return any(word.startswith(name) for word in all_words)
        return all(piece in all_words for piece in re.split(r"\W", name) if piece)

    def has_number(number: str) -> bool:
        return number in parts or (number[2:] in parts and re.fullmatch(r"19\d\d", number) is not None)

    def has_key(key: str) -> bool:
        if key in stems or _SYNONYM_STEMS.get(key) in stems:
            return True
        if "-" in key:
            return all(stem(piece) in stems for piece in key.split("-"))
        # "insur" and "insuranc": endings that the stemmer leaves.
        return len(key) >= 5 and any(one.startswith(key) or (len(one) >= 5 and key.startswith(one)) for one in stems)

    return Found(
        (sum(map(has_number, facts.numbers)), len(facts.numbers)),
        (sum(map(has_name, facts.names)), len(facts.names)),
        (sum(map(has_key, facts.key_words)), len(facts.key_words)),
    )


def stem(word: str) -> str:
    """The word without the common English endings; a light stemmer, enough to match "printing" and "printers"."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    for ending in ("ational", "ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "ers", "ies", "ied",
                   "ed", "er", "es", "ly", "s", "y", "e"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word


_SYNONYM_STEMS = {stem(word): stem(other) for word, other in _SYNONYMS.items()}


def _digits(number: str) -> str:
    number = number.replace(",", "")
    number = re.sub(r"\.0+$", "", number)
    return number.lstrip("0") or "0"


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
