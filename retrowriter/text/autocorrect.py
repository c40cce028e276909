"""What AutoCorrect changes in a text while it is typed."""

import re

import msgspec

# Slips of the keyboard and signs that no key has. The writer can add to it and take from it.
TABLE: dict[str, str] = {
    "(c)": "©",
    "(r)": "®",
    "(tm)": "™",
    "...": "…",
    "1/2": "½",
    "1/4": "¼",
    "3/4": "¾",
    "i": "I",
    "abd": "and",
    "acn": "can",
    "adn": "and",
    "agian": "again",
    "ahve": "have",
    "alot": "a lot",
    "alwasy": "always",
    "aslo": "also",
    "becasue": "because",
    "becuase": "because",
    "beleive": "believe",
    "cant": "can't",
    "charachter": "character",
    "cna": "can",
    "committment": "commitment",
    "comming": "coming",
    "definately": "definitely",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "dont": "don't",
    "embarass": "embarrass",
    "existance": "existence",
    "foriegn": "foreign",
    "freind": "friend",
    "grammer": "grammar",
    "happend": "happened",
    "hte": "the",
    "htis": "this",
    "intial": "initial",
    "isnt": "isn't",
    "iwth": "with",
    "knwo": "know",
    "libary": "library",
    "maintainance": "maintenance",
    "mkae": "make",
    "neccessary": "necessary",
    "nto": "not",
    "occassion": "occasion",
    "occured": "occurred",
    "occurence": "occurrence",
    "ot": "to",
    "peice": "piece",
    "recieve": "receive",
    "recieved": "received",
    "reccomend": "recommend",
    "seperate": "separate",
    "shoudl": "should",
    "studnet": "student",
    "taht": "that",
    "teh": "the",
    "thansk": "thanks",
    "thier": "their",
    "thsi": "this",
    "tihs": "this",
    "tiem": "time",
    "tomorow": "tomorrow",
    "tommorrow": "tomorrow",
    "truely": "truly",
    "waht": "what",
    "wasnt": "wasn't",
    "wierd": "weird",
    "wiht": "with",
    "wnat": "want",
    "woudl": "would",
    "wouldnt": "wouldn't",
    "yuo": "you",
    "yuor": "your",
}

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A full stop behind one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    (
        *("a.m.", "approx.", "apt.", "assn.", "ave.", "bldg.", "cf.", "co.", "corp.", "dept.", "dr.", "e.g.", "ed."),
        *("est.", "etc.", "ext.", "fig.", "gen.", "gov.", "i.e.", "inc.", "jr.", "ltd.", "max.", "mfg.", "min."),
        *("mr.", "mrs.", "ms.", "mt.", "no.", "nos.", "p.", "p.m.", "pp.", "prof.", "rev.", "sgt.", "sr.", "st."),
        *("vol.", "vs.", "u.s."),
    )
)
_OPENERS = frozenset(" \t\u00a0\u2028([{<-–—“‘\"'/")
_WORD_END = re.compile(r"[\s.,;:!?\"”’)\]}/]")
_WORD_BREAK = re.compile(r"[\s“‘\"([{–—-]")
_TWO_INITIALS = re.compile(r"[A-Z]{2}[a-z]+")
_LONGEST_SIGN = 16
_SENTENCE_BEFORE = re.compile(r"(\S*[.!?])[\"'”’)\]]*\s+$")


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What is corrected.

    Attributes:
        quotes: straight quotation marks become curly ones.
        initials: "THe" becomes "The"; sentences: a sentence begins with a capital; days: so do the names of days.
        replace: words of `table` are replaced.
        plain: typewriter text: no signs that a typewriter has not, and no curly quotes.
    """

    quotes: bool = True
    initials: bool = True
    sentences: bool = True
    days: bool = True
    replace: bool = True
    table: dict[str, str] = msgspec.field(default_factory=lambda: TABLE)
    plain: bool = False


class Correction(msgspec.Struct, frozen=True):
    """The last `length` letters in front of the caret become `text`."""

    length: int
    text: str


def correct(before: str, rules: Rules) -> Correction | None:
    """What is to be corrected after the last letter of `before`, the paragraph's text up to the caret, was typed.

    A line feed at the end stands for the key Enter.
    """
    if not before:
        return None
    typed = before[-1]
    if typed in "\"'" and rules.quotes and not rules.plain:
        return Correction(1, _curly(typed, before[:-1]))
    if typed.isdigit() and len(before) > 1 and before[-2] == "‘":
        # The year '95 has an apostrophe.
        return Correction(2, "’" + typed)
    sign = _sign(before, rules)
    if sign is not None:
        return sign
    return _word(before, rules) if _WORD_END.match(typed) else None


def _curly(typed: str, before: str) -> str:
    opens = not before or before[-1] in _OPENERS
    return ("“" if opens else "”") if typed == '"' else ("‘" if opens else "’")


def _sign(before: str, rules: Rules) -> Correction | None:
    """What begins with no letter, as "(c)", is replaced as soon as it is complete."""
    if not rules.replace:
        return None
    for length in range(min(len(before), _LONGEST_SIGN), 1, -1):
        key = before[-length:]
        wanted = _wanted(key, rules)
        if wanted and not key[0].isalnum():
            return Correction(length, wanted)
    return None


def _word(before: str, rules: Rules) -> Correction | None:
    """The word that the letter typed has ended."""
    typed, text = before[-1], before[:-1]
    word = _WORD_BREAK.split(text)[-1]
    if not word:
        return None
    changed = (_replacement(word, rules) if rules.replace else "") or word
    if rules.initials and _TWO_INITIALS.fullmatch(changed) and not (len(changed) == 3 and changed[-1] == "s"):
        changed = changed[0] + changed[1].lower() + changed[2:]
    if rules.days and changed.islower() and changed.capitalize() in _DAYS:
        changed = changed.capitalize()
    begins = rules.sentences and changed[0].islower() and changed.replace("'", "").replace("’", "").isalpha()
    if begins and _begins_sentence(text[: len(text) - len(word)]):
        changed = changed[0].upper() + changed[1:]
    return Correction(len(word) + 1, changed + typed) if changed != word else None


def _replacement(word: str, rules: Rules) -> str:
    """What the table has for a word, in the word's own case; "" for nothing."""
    wanted = _wanted(word, rules)
    if wanted or word.islower():
        return wanted
    wanted = _wanted(word.lower(), rules)
    return wanted.upper() if word.isupper() and len(word) > 1 else wanted[:1].upper() + wanted[1:]


def _wanted(key: str, rules: Rules) -> str:
    wanted = rules.table.get(key, "")
    return "" if rules.plain and not wanted.isascii() else wanted


def _begins_sentence(before: str) -> bool:
    stripped = before.rstrip("\"'“‘([")
    if not stripped.strip():
        return True
    match = _SENTENCE_BEFORE.search(stripped)
    if match is None:
        return False
    last = match.group(1).lstrip("\"'“‘([").lower()
    initial = len(last) == 2 and last[0].isalpha() and last[1] == "."
    return not (last in _ABBREVIATIONS or initial or last.endswith(("...", "…")))
