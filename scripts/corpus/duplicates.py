"""Near duplicates, and paragraphs that stand in many documents."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from corpus.documents import Document, Tally

SIMILAR = 0.6
SHINGLE = 5
MOST_SHINGLES = 1500
STOCK_FAMILIES = 4
_PERMUTATIONS = 64

_WORD = re.compile(r"[a-z0-9]+")


Pairs = list[tuple[Document, Document]]


def similar(documents: list[Document]) -> Pairs:
    """Pairs that share most of their shingles, as MinHash estimates it."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=SIMILAR, num_perm=_PERMUTATIONS)
    by_id = {document.id: document for document in documents}
    if len(by_id) < len(documents):
        twice = [name for name, count in Counter(document.id for document in documents).items() if count > 1]
        raise ValueError(f"documents with the same id: {', '.join(twice[:5])}")
    found = []
    for document in documents:
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch(_shingles(document.text))
        found += [(document, by_id[name]) for name in index.query(sketch)]
        index.insert(document.id, sketch)
    return found


def families(documents: list[Document], pairs: Pairs) -> dict[str, str]:
    """id -> name of its family, where documents that are much alike are of one family too."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(one.family or one.id)] = root(other.family or other.id)
    return {document.id: root(document.family or document.id) for document in documents}


def without_duplicates(documents: list[Document], pairs: Pairs, tally: Tally) -> list[Document]:
    """Of documents that are nearly the same, the best: held-out ones first, then by quality and length."""
    order = sorted(documents, key=lambda one: (not one.held_out, -round(one.quality, 2), -len(one.text), one.id))
    rank = {document.id: place for place, document in enumerate(order)}
    worse: dict[str, str] = {}
    for one, other in pairs:
        better, poorer = sorted((one, other), key=lambda each: rank[each.id])
        worse.setdefault(poorer.id, better.id)
    kept = []
    for document in documents:
        if document.id in worse:
            tally.drop("nearly the same as another", document, f"like {worse[document.id]}")
        else:
            kept.append(document)
    return kept


def stock_paragraphs(documents: Iterable[Document]) -> set[bytes]:
    """Marks of the paragraphs (12 words or more) that stand in documents of many families: licences, notices, forms."""
    seen: dict[bytes, set[str]] = defaultdict(set)
    for document in documents:
        for paragraph in _paragraphs(document.text):
            if (mark := _mark(paragraph)) is not None and len(seen[mark]) < STOCK_FAMILIES:
                seen[mark].add(document.family or document.id)
    return {mark for mark, names in seen.items() if len(names) >= STOCK_FAMILIES}


def without_stock(text: str, stock: set[bytes], tally: Tally) -> str:
    """The text without its stock paragraphs."""
    paragraphs = _paragraphs(text)
    kept = [paragraph for paragraph in paragraphs if _mark(paragraph) not in stock]
    tally.change("stock paragraphs removed", len(paragraphs) - len(kept))
    return "\n\n".join(kept) if len(kept) < len(paragraphs) else text


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n[ ]*\n", text)


def _mark(paragraph: str) -> bytes | None:
    words = _WORD.findall(re.sub(r"\d+", "0", paragraph.lower()))
    return hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest() if len(words) >= 12 else None


def _shingles(text: str) -> list[bytes]:
    words = _WORD.findall(text.lower())
    all_of_them = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    marks = (hashlib.blake2b(one.encode(), digest_size=8).digest() for one in all_of_them)
    return sorted(marks)[:MOST_SHINGLES]
