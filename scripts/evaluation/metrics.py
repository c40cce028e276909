"""From what a model wrote to figures: each sample is measured alone, then the means are taken."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluation import bias, copying, facts, layout, repetition
from evaluation.bias import BiasFigures
from evaluation.intervals import Figure, mean, ratio
from evaluation.judges import Judges
from evaluation.records import Item, Likelihood, Run, Sample
from retrowriter.text import anachronism, markdown_marks, structure


@dataclass(frozen=True)
class Row:
    """One line of the scorecard.

    Attributes:
        key: in the JSON; title: for people; unit: "bits", "share", "number" or "words";
        wanted: the target as text, "" where there is none; lower: True where less is better.
    """

    key: str
    title: str
    unit: str
    wanted: str = ""
    lower: bool = False


ROWS = (
    Row("bits_exemplars", "Bits per byte, held-out exemplars", "bits", "15 % under the base", lower=True),
    Row("bits_documents", "Bits per byte, held-out documents", "bits", "10 % under the base", lower=True),
    Row("period_words", "Judged period, by the words alone", "share", ">= 90 %"),
    Row("period_written", "Judged period, as written", "share", ">= 90 %"),
    Row("structure_main", "Has all it must have, eight main types", "share", ">= 90 %"),
    Row("structure_all", "Has all it must have, all types", "share"),
    Row("facts", "Facts of the brief present", "share", ">= 70 %"),
    Row("facts_hard", "... names and numbers alone", "share"),
    Row("ending", "Ends properly", "share", ">= 90 %"),
    Row("markdown", "With Markdown", "share", "0 %", lower=True),
    Row("anachronisms", "With an anachronism", "share", "<= 3 %", lower=True),
    Row("stock_phrases", "With a modern stock phrase", "share", lower=True),
    Row("loops", "With a loop", "share", "<= 3 %", lower=True),
    Row("rep4", "rep-4", "share", lower=True),
    Row("distinct2", "distinct-2", "share"),
    Row("copied", "With 30 words copied from the training set", "share", "0 %", lower=True),
    Row("longest_copy", "Longest run of copied words, mean", "words", lower=True),
    Row("wide_lines", "Lines wider than 72 characters", "share", lower=True),
    Row("words", "Length in words", "words"),
    Row("lean", "He or she by role: distance from one half", "share", lower=True),
    Row("tokens_per_s", "Tokens a second, one child", "number"),
)


@dataclass
class Measured:
    """Figures of one column of the scorecard.

    Attributes:
        label: of the column; figures: row key -> figure, None where it can't be had;
        by_type: type -> (documents, complete ones, names of what was missing with counts);
        samples: one dict for each document, with what was found in it; bias: figures of the probes.
    """

    label: str
    figures: dict[str, Figure | None]
    by_type: dict[str, tuple[int, int, dict[str, int]]]
    samples: list[dict[str, object]]
    bias: BiasFigures | None = None
    changes: dict[str, Figure | None] = field(default_factory=dict)


def measure_sample(sample: Sample, training: copying.TrainingSet | None) -> dict[str, object]:
    """What one document shows; the keys are those of the JSON."""
    item, text = sample.item, sample.text
    found = facts.found_in(facts.facts_of(item.what), text)
    hard = (found.numbers[0] + found.names[0], found.numbers[1] + found.names[1])
    things = later_than_its_year(text, item)
    phrases = sorted({finding.term for finding in anachronism.find(text, item.year, "phrases")})
    outside, longest = training.longest(text) if training else (copying.Copied(0, "", 0), copying.Copied(0, "", 0))
    return {
        "id": item.id, "type": item.type, "year": item.year, "seed": sample.seed,
        "missing": structure.missing(text, item.type),
        "markdown": markdown_marks.kinds(text),
        "wide_lines": round(layout.wide_lines(text), 4),
        "anachronisms": things, "stock_phrases": phrases,
        "facts": round(found.share, 4), "facts_hard": hard,
        "rep4": round(repetition.rep(text), 4), "distinct2": round(repetition.distinct(text), 4),
        "loop": repetition.has_loop(text),
        "ending": layout.ends_properly(text, sample.reason),
        "copied": outside.words, "copied_text": _beginning(outside.text) if outside.words >= copying.LONG_RUN else "",
        "copied_stock": longest.words, "words": len(text.split()), "reason": sample.reason, "tokens": sample.tokens,
    }  # fmt: skip


def later_than_its_year(text: str, item: Item) -> list[str]:
    """Terms of the text that came up after the item's year and don't stand in its brief."""
    asked = {finding.term for finding in anachronism.find(item.what, item.year)}
    return sorted({finding.term for finding in anachronism.find(text, item.year, "things")} - asked)


def measure(
    label: str,
    samples: Sequence[Sample],
    training: copying.TrainingSet | None,
    judges: Judges | None,
) -> Measured:
    """The figures of a set of documents, without those that need the model."""
    rows = [measure_sample(sample, training) for sample in samples]
    figures: dict[str, Figure | None] = {
        "structure_all": _share([not row["missing"] for row in rows]),
        "structure_main": _share([not row["missing"] for row in rows if row["type"] in structure.MAIN_TYPES]),
        "facts": mean([float(str(row["facts"])) for row in rows]),
        "ending": _share([bool(row["ending"]) for row in rows]),
        "markdown": _share([bool(row["markdown"]) for row in rows]),
        "anachronisms": _share([bool(row["anachronisms"]) for row in rows]),
        "stock_phrases": _share([bool(row["stock_phrases"]) for row in rows]),
        "loops": _share([bool(row["loop"]) for row in rows]),
        "tokens_per_s": mean([sample.tokens_per_s for sample in samples if sample.tokens_per_s > 0]),
    }
    hard = [row["facts_hard"] for row in rows]
    pairs = [pair for pair in hard if isinstance(pair, tuple) and pair[1]]
    figures["facts_hard"] = ratio([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    for key in ("rep4", "distinct2", "wide_lines", "words"):
        figures[key] = mean([float(str(row[key])) for row in rows])
    if training is not None:
        figures["copied"] = _share([int(str(row["copied"])) >= copying.LONG_RUN for row in rows])
        figures["longest_copy"] = mean([float(str(row["copied"])) for row in rows])
    for key in judges.accuracies if judges else ():
        assert judges is not None
        verdicts = [judges.judge(key, sample.item, sample.text) for sample in samples]
        figures[key] = _share([period for period, _ in verdicts])
        for row, (_, sureness) in zip(rows, verdicts, strict=True):
            row[key] = round(sureness, 4)
    by_type: dict[str, tuple[int, int, dict[str, int]]] = {}
    for row in rows:
        count, complete, missed = by_type.get(str(row["type"]), (0, 0, {}))
        names = row["missing"] if isinstance(row["missing"], list) else []
        for name in names:
            missed[name] = missed.get(name, 0) + 1
        by_type[str(row["type"])] = (count + 1, complete + (not names), missed)
    return Measured(label, figures, dict(sorted(by_type.items())), rows)


def measure_run(run: Run, training: copying.TrainingSet | None, judges: Judges | None, base: Run | None) -> Measured:
    """All figures of one model; with `base`, also the changes against it."""
    from evaluation.intervals import change

    measured = measure(run.label, run.samples, training, judges)
    measured.figures["bits_exemplars"] = bits_per_byte(run.exemplars)
    measured.figures["bits_documents"] = bits_per_byte(run.documents)
    measured.bias = bias.figures(run.probes)
    measured.figures["lean"] = measured.bias.lean
    if base is not None and base is not run:
        for key, ours, theirs in (
            ("bits_exemplars", run.exemplars, base.exemplars),
            ("bits_documents", run.documents, base.documents),
        ):
            known = {one.id: one for one in theirs}
            both = [one for one in ours if one.id in known]
            measured.changes[key] = change([known[one.id].nats for one in both], [one.nats for one in both])
    return measured


def hand_written(items: Sequence[Item], training: copying.TrainingSet | None, judges: Judges) -> Measured | None:
    """The same figures for the documents that people wrote for the briefs; None when there are none."""
    samples = [
        Sample(item=item, seed=0, text=item.text, reason="end", tokens=0, tokens_per_s=0.0)
        for item in items
        if item.text
    ]
    return measure("Hand-written", samples, training, judges) if samples else None


def bits_per_byte(likelihoods: Sequence[Likelihood]) -> Figure | None:
    """Bits by bytes over all texts; None for no texts."""
    return ratio([one.nats / math.log(2) for one in likelihoods], [float(one.bytes) for one in likelihoods])


def _beginning(text: str) -> str:
    # Enough to find the place; the text itself may not be ours to print.
    return " ".join(text.split()[:12]) + " ..."


def _share(values: Sequence[bool]) -> Figure | None:
    return mean([float(value) for value in values])
