"""Splits that no family straddles, and a choice in which no kind of document drowns the others."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus import quality, rows
from corpus.briefs import KeyWords
from corpus.chunking import cut
from corpus.documents import Document, Exemplar, number_of
from corpus.rows import Row
from corpus.swaps import Names

MAIN_TYPES = ("memo", "letter", "press_release", "manual", "reference", "readme", "report", "faq")
VALID_SHARE = 0.1  # of the families, and at most
VALID_FAMILIES = 40
MOST_VALID = 32
MOST_OF_FAMILY = 3
MOST_PARTS = 2  # of one document
MOST_BRIEFS = 4  # of one exemplar


@dataclass(frozen=True)
class Plan:
    """How much of what.

    Attributes:
        quota: documents of each main type; others get half. room: characters of a row. seed: of all choices.
        briefs: drafts of each whole document, with a brief of its own each.
    """

    quota: int
    room: int
    seed: int
    briefs: int = 1


def splits_of(documents: list[Document], families: dict[str, str]) -> dict[str, str]:
    """id -> "valid" for the documents of a few families, chosen by a number made of their names, else "train"."""
    names = sorted({families[one.id] for one in documents}, key=lambda name: number_of(f"valid {name}") % 10_000)
    count = min(VALID_FAMILIES, round(VALID_SHARE * len(names)))
    checked = set(names[:count])
    return {one.id: "valid" if families[one.id] in checked else "train" for one in documents}


def rows_of_exemplars(exemplars: list[Exemplar], plan: Plan) -> tuple[list[Row], list[Row]]:
    """Training and validation rows; scarce types get more briefs for each document."""
    drafts = Counter(one.row.get("type") for one in exemplars if one.split == "train" and one.kind == "draft")
    names = Names(one.row for one in exemplars if one.split == "train")
    train: list[Row] = []
    valid: list[Row] = []
    for exemplar in exemplars:
        chance = random.Random(number_of(f"{plan.seed} {exemplar.text}"))
        kind = exemplar.row.get("type")
        wanted = 2 * plan.quota if kind in MAIN_TYPES else plan.quota
        count = min(MOST_BRIEFS, max(2, round(wanted / drafts[kind]))) if drafts[kind] else 2
        if exemplar.split == "train":
            train += [
                {**row, "split": "train", "source": "exemplars"}
                for row in rows.of_exemplar(exemplar, chance, count, names)
            ]
        elif exemplar.split == "valid":
            valid += [{**row, "split": "valid", "source": "exemplars"} for row in rows.first_briefs(exemplar)]
    return train, valid


def choose(documents: list[Document], plan: Plan) -> list[Document]:
    """Of each type the best documents up to its quota: whole ones first, then by quality, with chance among equals."""
    by_type: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_type[document.type].append(document)
    chosen: list[Document] = []
    for kind, members in sorted(by_type.items()):
        quota = plan.quota if kind in MAIN_TYPES else plan.quota // 2
        order = sorted(
            members,
            key=lambda one: (len(one.text) > plan.room, -round(one.quality, 1), number_of(f"{plan.seed} {one.id}")),
        )
        # No family may fill a quota, and no source more than half of one while others have anything.
        found: list[Document] = []
        families, sources = Counter[str](), Counter[str]()
        for most in (quota // 2, quota):
            for document in order:
                source = document.id.partition("-")[0]
                free = len(found) < quota and sources[source] < most and families[document.family] < MOST_OF_FAMILY
                if free and document not in found:
                    families[document.family] += 1
                    sources[source] += 1
                    found.append(document)
        chosen += found
    return chosen


def rows_of_documents(documents: list[Document], words: KeyWords, plan: Plan, split: str) -> list[Row]:
    """One or two rows for each document."""
    made: list[Row] = []
    for document in documents:
        chance = random.Random(number_of(f"{plan.seed} {document.id}"))
        parts = cut(document.text, plan.room)
        if split != "train":
            found = [rows.of_part(document, parts[0], plan.room, words, chance)]
        elif len(parts) == 1:
            found = [rows.of_part(document, parts[0], plan.room, words, chance) for _ in range(plan.briefs)]
            if chance.random() < 0.25:
                found += rows.also_of_whole(document, words, chance)
        else:
            picked = sorted(chance.sample(range(1, len(parts)), min(MOST_PARTS - 1, len(parts) - 1)))
            found = [rows.of_part(document, parts[place], plan.room, words, chance) for place in (0, *picked)]
        good = [row for row in found if quality.judge(row["text"]).score >= quality.LEAST]
        made += [{**row, "split": split, "source": "documents"} for row in good]
    return made


def spread(documents: list[Document], count: int) -> list[Document]:
    """`count` documents, taken in turn from each type."""
    by_type: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda one: number_of(one.id)):
        by_type[document.type].append(document)
    chosen: list[Document] = []
    while len(chosen) < count and any(by_type.values()):
        for kind in sorted(by_type):
            if by_type[kind] and len(chosen) < count:
                chosen.append(by_type[kind].pop(0))
    return chosen
