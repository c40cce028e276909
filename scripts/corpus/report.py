"""What was read, dropped, changed and made, as JSON and as Markdown."""

from collections import Counter
from typing import Any

from corpus.documents import Document, Tally
from corpus.policy import pronouns_by_role
from corpus.rows import Row

ROLES_SHOWN = 20


def figures(
    read: int, exemplars: int, kept: list[Document], tally: Tally, train: list[Row], valid: list[Row]
) -> dict[str, Any]:
    """All that the report says.

    Args:
        read: documents read; exemplars: hand-written rows read; kept: documents after all filters.
        tally: of what was dropped and changed; train, valid: the rows that were made.
    """
    texts = {row["text"] for row in train}
    return {
        "read": {"documents": read, "exemplars": exemplars},
        "dropped": dict(tally.dropped.most_common()),
        "examples": tally.examples,
        "changed": dict(tally.changed.most_common()),
        "kept": {
            "documents": len(kept),
            "characters": sum(len(document.text) for document in kept),
            "types": _counted(document.type or "(no type)" for document in kept),
            "years": dict(sorted(Counter(document.year for document in kept).items())),
            "licenses": _counted(document.license or "(not stated)" for document in kept),
        },
        "rows": {
            "train": len(train),
            "valid": len(valid),
            "characters": sum(len(row["text"]) * row.get("repeat", 1) for row in train),
            "kinds": _counted(row["kind"] + (" (gap)" if row.get("after") else "") for row in train),
            "types": _counted(row["type"] or "(no type)" for row in train if row["kind"] != "rewrite"),
            "sources": _counted(row["source"] for row in train),
            "whole": sum(row.get("complete", True) for row in train),
        },
        "pronouns": {role: {"he": he, "she": she} for role, (he, she) in pronouns_by_role(sorted(texts)).items()},
    }


def markdown(content: dict[str, Any]) -> str:
    """The report for people."""
    read, kept, made, pronouns = content["read"], content["kept"], content["rows"], content["pronouns"]
    dropped = [
        (why, count, "; ".join(content["examples"].get(why, []))[:160]) for why, count in content["dropped"].items()
    ]
    types = [(kind, count, kept["types"].get(kind, 0)) for kind, count in made["types"].items()]
    roles = [(role, count["he"], count["she"]) for role, count in pronouns.items() if role != "all"][:ROLES_SHOWN]
    roles.append(("all pronouns", pronouns["all"]["he"], pronouns["all"]["she"]))
    summary = (
        f"{read['documents']} documents and {read['exemplars']} hand-written rows were read; {kept['documents']} "
        f"documents ({kept['characters']:,} characters) passed all filters. Of these {made['train']} training rows "
        f"({made['characters']:,} characters to learn) and {made['valid']} validation rows were made."
    )
    parts = [
        "# The training set",
        summary,
        "## Left out",
        _table(("reason", "documents", "for example"), dropped),
        "## Changed",
        _table(("what", "how often"), list(content["changed"].items())),
        "## Rows",
        _table(("kind", "rows"), list(made["kinds"].items())),
        _table(("type", "rows", "documents that passed"), types),
        "## He and she",
        'The first pronoun within 25 words after a role, in the texts that are learned; "he or she" is not counted.',
        _table(("role", "he", "she"), roles),
        "## Licences of the documents that passed",
        _table(("licence as stated", "documents"), list(kept["licenses"].items())),
    ]
    return "\n\n".join(parts) + "\n"


def _counted(values: Any) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    cells = [tuple(str(cell).replace("|", "/").replace("\n", " ") for cell in row) for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ("---",) * len(head), *cells])
