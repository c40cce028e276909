"""What docs/data-policy.md keeps out: slurs, obscenity, harm, stereotypes; and who is "he" and "she" by role."""

import codecs
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

# Turns of speech of the time that make less of people; a document that uses one is left out.
_STEREOTYPES = (
    r"girls? (?:in|at|from) (?:the|your|our) (?:office|typing pool|front desk)|gal friday|the little (?:lady|woman)",
    r"(?:so (?:easy|simple)|even) (?:that )?(?:your|my|a) (?:wife|mother|grandmother|secretary|mother-in-law)\b",
    r"(?:your|the) wife (?:will|won't|can|may|might) (?:love|complain|nag|kill|hate|object)|nagging wi(?:fe|ves)",
    r"(?:a|no) (?:man's|woman's) (?:job|work|place)|women drivers?|weaker sex|fair(?:er)? sex|old maids?|dumb blondes?",
    r"(?:office|lab|working) girls?\b|for (?:the )?housewi(?:fe|ves)|men are (?:better|stronger)|battle of the sexes",
    r"\borientals?\b(?! (?:rug|carpet|bank|hotel|express))|third[- ]world countr|savages\b|primitive (?:tribe|people)",
    r"colored (?:people|man|woman|folk)|indian giver|wild indians?|red indians?|chinese fire drill|welsh(?:ed|ing) on",
    r"mentally retarded|\bretards?\b|\bspastics?\b|deaf and dumb|wheelchair[- ]bound|\bcripples\b(?! the)|\bmidgets?\b",
    r"sexual preference|homosexual lifestyle|normal (?:marriage|sex)|sex change|lunatic asylum",
)
_HARM = (
    r"\b(?:pipe bomb|letter bomb|make (?:a )?bombs?|explosives? recipe|anarchist cookbook|nerve gas|hand grenade)",
    r"\b(?:pornograph\w*|porn|erotica?|x-rated|nudes?|naked (?:women|girls|ladies)|strip poker|adults only)\b",
    r"\b(?:sex(?:ual)? fantas\w*|orgasm|striptease|topless|lingerie model)",
    r"\b(?:cocaine|heroin|crack house|marijuana|lsd trip)\b|\bsuicide (?:method|note|pact)|\bkill yourself\b",
    r"\b(?:rape[ds]?|rapist|child molest\w*|pedophil\w*|white power|white supremac\w*|aryan|nazis?|hitler|holocaust)\b",
    r"\b(?:phreak\w*|carding|credit card generator|warez|crack(?:ed|ing) (?:copy protection|software))\b",
)
HARM_HITS = 2  # a word may be quoted once in a harmless place

# The prompts of docs/evaluation.md that nobody may train on.
_SEALED = re.compile(
    r"^\s*malloc\b.{0,40}--|\bNAME\n\s+[^\n]*\bmalloc\b|\bConnectWifi\b|\bREST(?:ful)? APIs?\b", re.MULTILINE
)

_ROLES = (
    "secretary", "engineer", "nurse", "manager", "receptionist", "programmer", "librarian", "director", "foreman",
    "supervisor", "teacher", "doctor", "clerk", "operator", "customer", "user", "author", "president", "chairman",
    "salesman", "technician", "administrator", "accountant", "lawyer", "student", "professor", "employee", "player",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_REACH = 25  # words after a role within which a pronoun is taken to mean it


def objection(text: str) -> tuple[str, str]:
    """Why a document must stay out, and the words that say so; ("", "") when nothing speaks against it."""
    if found := _slurs().search(text):
        return "slur or obscenity", _shy(found.group())
    if found := _stereotypes().search(" ".join(text.split())):
        return "stereotype of the time", found.group()
    hits = [found.group().lower() for found in _harm().finditer(text)]
    if len(hits) >= HARM_HITS:
        return "harmful content", ", ".join(sorted(set(hits))[:4])
    if is_sealed(text):
        return "sealed for evaluation", ""
    return "", ""


def is_sealed(text: str) -> bool:
    """Is it about one of the three prompts by which models are judged?"""
    return _SEALED.search(text) is not None


def pronouns_by_role(texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """role -> how often the next pronoun after it is "he" and how often "she"; the last entry, "all", counts all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    sexes = {
        "he": "he",
        "him": "he",
        "his": "he",
        "himself": "he",
        "she": "she",
        "her": "she",
        "hers": "she",
        "herself": "she",
    }
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text)]
        everywhere.update(sexes[word] for word in words if word in sexes)
        for place, word in enumerate(words):
            if word in _ROLES:
                after = (sexes[one] for one in words[place + 1 : place + _REACH] if one in sexes)
                if (sex := next(after, "")) and not _either(words[place + 1 : place + _REACH]):
                    counts[word][sex] += 1
    found = {role: (count["he"], count["she"]) for role, count in counts.items()}
    ordered = dict(sorted(found.items(), key=lambda one: (-sum(one[1]), one[0])))
    return {**ordered, "all": (everywhere["he"], everywhere["she"])}


def _either(words: list[str]) -> bool:
    """ "He or she" is nobody's leaning."""
    text = " ".join(words)
    return any(both in text for both in ("he or she", "his or her", "him or her", "she or he", "he she", "his her"))


def _shy(word: str) -> str:
    return word[0] + "*" * (len(word) - 1)


@lru_cache(maxsize=1)
def _slurs() -> re.Pattern[str]:
    # Kept turned by 13 letters, so that nobody meets them by searching the source.
    lines = Path(__file__).with_name("slurs.rot13.txt").read_text(encoding="utf-8").splitlines()
    words = [codecs.decode(line.strip(), "rot13") for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stereotypes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_STEREOTYPES)})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _harm() -> re.Pattern[str]:
    return re.compile("|".join(_HARM), re.IGNORECASE)
