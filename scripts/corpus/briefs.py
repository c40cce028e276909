"""Briefs: what a writer might have typed to get a document. For exemplars the writer's own, varied; for others made."""

import math
import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from retrowriter.text.document_types import BY_KEY

Fields = dict[str, Any]

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_PHRASE = re.compile(r"[A-Za-z][A-Za-z-]+(?: [A-Za-z][A-Za-z-]+){0,2}")
_NAME = re.compile(
    r"\b[A-Z][A-Za-z]+(?: (?:[A-Z]\.|[A-Z][A-Za-z]+|of|for|and|&))* [A-Z][A-Za-z]+\b|\b[A-Z][a-z]+[A-Z]\w+\b"
)
_FACT = re.compile(
    r"\$\d[\d,.]*\d|\b(?:version|release) \d[\d.]*\w*|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December) \d{1,2}(?:, 19\d\d)?|\b\d[\d,.]* (?:percent|per cent|pages|users|diskettes|"
    r"disks|years|days|hours|minutes|KB|MB|bytes|lines|copies|programs|files|countries|employees)\b", re.IGNORECASE,
)  # fmt: skip
_FROM = re.compile(r"^\s*FROM\s*:\s*(\S.*?)\s*$", re.MULTILINE | re.IGNORECASE)
_TO = re.compile(r"^\s*TO\s*:\s*(\S.*?)\s*$", re.MULTILINE | re.IGNORECASE)
_SALUTE = re.compile(r"^\s*Dear ([A-Z][\w. ]{2,30}?)[,:]\s*$", re.MULTILINE)
_CLOSE = re.compile(
    r"^\s*(?:Yours|Sincerely|Very truly|Cordially|Best regards|Regards|With kind)[\w ]*,?\s*\n(?:\s*\n)*\s*"
    r"(?:\w[\w. ]*\n)?\s*([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,2})\s*$",
    re.MULTILINE,
)  # fmt: skip
_STOP = frozenset(
    re.findall(
        r"\S+",
        """
    the of and to a in is it that for on as with are be this you by or not from at have an was we will can if has
    your but which all they their he she our when no may more any been would use one do there were so must its i
    file files program version also other than then only some such these those into each using used see following
    first number should could about after before between through under over out up get make new many how what who
    where does well very please note section page copyright rights reserved inc example name list type line press
    enter here same most
""",
    )
)
_PERSONAL = ("memo", "letter", "fax_cover")
_VERBS = ("Write", "Draft", "I need", "Please write", "We need")


class KeyWords:
    """Finds the words that tell one document from the others of a corpus."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._documents = 0
        self._with: Counter[str] = Counter()
        for text in texts:
            self._documents += 1
            self._with.update({word.lower() for word in _WORD.findall(text)})

    def phrases(self, text: str, count: int) -> list[str]:
        """So many words and phrases of the text, as it writes them, the most telling first; none within another."""
        words = Counter(word.lower() for word in _WORD.findall(text))
        weight = {
            word: (1 + math.log(times)) * math.log((self._documents + 1) / (self._with[word] + 1))
            for word, times in words.items()
            if word not in _STOP and len(word) > 2
        }
        scored: dict[str, tuple[float, str]] = {}
        runs = (run for line in re.split(r"[\n.,;:()!?\"]| {2,}", text) for run in _runs(line))
        for run in runs:
            parts = run.lower().split()
            score = sum(weight.get(part, 0) for part in parts) / len(parts) ** 0.6
            if score > scored.get(run.lower(), (0.0, ""))[0]:
                scored[run.lower()] = (score, run)
        chosen: list[str] = []
        for _, run in sorted(scored.values(), key=lambda one: (-one[0], one[1])):
            if len(run) < 32 and not any(set(run.lower().split()) & set(other.lower().split()) for other in chosen):
                chosen.append(run if not run.isupper() or len(run) <= 5 else run.title())
            if len(chosen) == count:
                break
        return chosen


def of_exemplar(row: Fields, chance: random.Random, count: int) -> list[Fields]:
    """Up to `count` briefs for a hand-written document; the first is the writer's own, as it stands."""
    plain: Fields = {"what": row["brief"].strip(), "type": row["type"], "year": row["year"]}
    size = length(row.get("text", ""))
    people = _people(row.get("text", ""))
    variants = [{**plain, "words": size}]
    if people:
        variants.append({**plain, **people})
        variants.append({**plain, **people, "words": size})
    sentences = re.split(r"(?<=[a-z0-9)][.;]) +(?=[A-Z0-9])", plain["what"])
    if len(sentences) > 1 and len(sentences[0].split()) >= 4:
        variants.append({**plain, "what": sentences[0].rstrip("."), "notes": " ".join(sentences[1:])})
    if BY_KEY[row["type"]].label.split()[0].lower() in plain["what"].lower():
        variants.append({**plain, "type": ""})
    chance.shuffle(variants)
    return [plain, *variants][:count]


def of_document(
    text: str, title: str, kind: str, year: int, words: KeyWords, chance: random.Random, whole: bool
) -> Fields:
    """A brief for a document that came without one, made of its title, its key words and facts that stand in it.

    Args:
        text: what the model will write; title: or ""; kind: key of its type or "".
        whole: the text is the whole document.
    """
    keys = words.phrases(text, chance.randint(3, 6))
    facts = list(dict.fromkeys(" ".join(found.group().split()) for found in _FACT.finditer(text)))[:12]
    names = list(dict.fromkeys(" ".join(found.group().split()) for found in _NAME.finditer(text[:1500])))[:6]
    some = chance.sample(facts, min(len(facts), chance.randint(0, 3)))
    who = chance.sample(names, min(len(names), chance.randint(0, 2)))
    phrase = BY_KEY[kind].phrase if kind else "a document"
    bare = phrase.split(" ", 1)[1] if phrase.startswith(("a ", "an ")) else phrase
    subject = title or ", ".join(keys[:2])
    rest = [key for key in keys if key.lower() not in subject.lower()]
    details = [one for one in rest[: chance.randint(1, 4)] + some + who if one.lower() not in subject.lower()]
    details = list(dict.fromkeys(details))
    chance.shuffle(details)
    people = _people(text)
    form = chance.randrange(5)
    if kind in _PERSONAL and people and chance.random() < 0.5:
        recipient, sender = people.get("recipient", ""), people.get("sender", "")
        what = bare + (f" to {recipient}" if recipient else "") + (f" from {sender}" if sender else "")
        what += f" about {subject}" + (f". {_listed(details)}" if details else "")
        people = {}
    elif form == 0:
        what = f"{bare}: {subject}" + (f"; {', '.join(details)}" if details else "")
    elif form == 1:
        what = f"{chance.choice(_VERBS)} {phrase} about {subject}." + (
            f" Mention {_listed(details)}." if details else ""
        )
    elif form == 2:
        what = ", ".join([subject, *details])
    elif form == 3:
        what = f"{subject} ({bare})." + (f" Covers {_listed(details)}." if details else "")
    else:
        what = f"{bare} on {subject}, with {_listed(details)}" if details else f"{bare} on {subject}"
    fields: Fields = {"what": what, "type": kind if chance.random() < 0.85 else "", "year": year}
    if whole and chance.random() < 0.4:
        fields["words"] = length(text)
    if people and chance.random() < 0.5:
        fields.update(people)
    return fields


def length(text: str) -> int:
    """The number of words, rounded as a person would give it."""
    count = len(text.split())
    step = 10 if count < 120 else 50 if count < 600 else 100
    return max(step, round(count / step) * step)


def _people(text: str) -> Fields:
    """Sender and recipient as the head of a memo or the ends of a letter name them."""
    found: Fields = {}
    head = "\n".join(text.splitlines()[:24])
    if sender := _FROM.search(head) or _CLOSE.search(text):
        found["sender"] = " ".join(sender.group(1).split())
    if recipient := _TO.search(head) or _SALUTE.search(head):
        found["recipient"] = " ".join(recipient.group(1).split())
    return {name: value for name, value in found.items() if 2 < len(value) < 60 and "@" not in value}


def _runs(line: str) -> Iterable[str]:
    """Runs of up to three words without a stop word among them."""
    words = line.split()
    run: list[str] = []
    for word in [*words, ""]:
        if _WORD.fullmatch(word) and word.lower() not in _STOP and len(word) > 2:
            run.append(word)
            continue
        yield from (" ".join(run[at : at + size]) for size in (1, 2, 3) for at in range(len(run) - size + 1))
        run = []


def _listed(items: list[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
