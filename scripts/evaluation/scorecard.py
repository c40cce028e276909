"""The scorecard: one set of figures as JSON, Markdown and HTML."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import msgspec

from evaluation import plots
from evaluation.intervals import Figure
from evaluation.metrics import ROWS, Measured, Row
from evaluation.records import Run, Sample
from evaluation.style_classifier import Accuracy
from retrowriter.text.document_types import BY_KEY
from retrowriter.text.structure import MAIN_TYPES

SHOWN = 6  # documents shown side by side


@dataclass(frozen=True)
class Scorecard:
    """All that the three forms show.

    Attributes:
        runs: what the models answered, the base first; columns: their figures, in the same order;
        written: figures of the hand-written documents, None where the briefs have none;
        accuracies: of the style classifiers on held-out texts, by row key; settings: of the evaluation.
    """

    runs: Sequence[Run]
    columns: Sequence[Measured]
    written: Measured | None
    accuracies: dict[str, Accuracy]
    settings: dict[str, Any]

    @property
    def all_columns(self) -> list[Measured]:
        """The models' columns, and the hand-written one where it is there."""
        return [*self.columns, *([self.written] if self.written else [])]


def as_json(card: Scorecard) -> dict[str, Any]:
    """Everything, with the figures of every single document."""
    models = []
    for run, column in zip(card.runs, card.columns, strict=True):
        entry = _column_json(column)
        entry |= {"model": run.model, "sha256": run.sha256, "title": run.title, "settings": run.settings}
        entry["seconds"] = run.seconds
        entry["prompts"] = [{"brief": one.item.what, "seed": one.seed, "text": one.text} for one in run.prompts]
        models.append(entry)
    return {
        "settings": card.settings,
        "models": models,
        "hand_written": _column_json(card.written) if card.written else None,
        "style_classifier": {key: asdict(accuracy) for key, accuracy in card.accuracies.items()},
    }


def as_markdown(card: Scorecard) -> str:
    """The scorecard for a repository page."""
    lines = ["# Scorecard", "", _summary(card), "", *_table(card), ""]
    for column in card.columns:
        for key, figure in column.changes.items():
            if figure:
                title = next(row.title for row in ROWS if row.key == key)
                lines.append(f"- {column.label}, {title}: {_signed(figure)} against {card.columns[0].label}.")
    for number, _svg in enumerate(figures(card), 1):
        lines += ["", f"![Plot {number}](plot-{number}.svg)"]
    lines += ["", "## By type of document", "", *_type_table(card), "", "## Style classifier", "", *_classifier(card)]
    lines += ["", "## Bias probes", "", *_bias(card), "", "## The three prompts, first try, seed 1", ""]
    for number, sample in enumerate(card.runs[0].prompts):
        lines += [f"### {sample.item.what} ({sample.item.type}, {sample.item.year})", ""]
        for run in card.runs:
            lines += [f"**{run.label}**", "", *_block(run.prompts[number].text), ""]
    lines += ["## Samples, not chosen", ""]
    for samples in _shown(card):
        item = samples[0][1].item
        lines += [f"### {BY_KEY[item.type].label if item.type else 'Document'}, {item.year}", "", f"> {item.what}", ""]
        for label, sample in samples:
            lines += [f"**{label}**", "", *_block(sample.text), ""]
    return "\n".join(lines).rstrip() + "\n"


def as_html(card: Scorecard) -> str:
    """The scorecard as one self-contained page with plots and samples side by side."""
    rows = "".join(
        f"<tr><td>{escape(row.title)}</td>"
        + "".join(f"<td>{escape(_cell(column.figures.get(row.key), row))}</td>" for column in card.all_columns)
        + f"<td>{escape(row.wanted)}</td></tr>"
        for row in ROWS
    )
    head = "".join(f"<th>{escape(column.label)}</th>" for column in card.all_columns)
    parts = [f"<p>{escape(_summary(card))}</p>", f"<table><tr><th></th>{head}<th>wanted</th></tr>{rows}</table>"]
    parts += [f"<figure>{svg}</figure>" for svg in figures(card)]
    parts += ["<h2>Style classifier</h2><ul>"]
    parts += [f"<li>{escape(line.removeprefix('- '))}</li>" for line in _classifier(card)]
    parts += ["</ul><h2>Bias probes</h2><ul>"]
    parts += [f"<li>{escape(line.removeprefix('- '))}</li>" for line in _bias(card)]
    parts += ["</ul><h2>The three prompts, first try, seed 1</h2>"]
    for number, sample in enumerate(card.runs[0].prompts):
        parts.append(_side_by_side(sample, [(run.label, run.prompts[number].text) for run in card.runs]))
    parts.append("<h2>Samples, not chosen</h2>")
    for samples in _shown(card):
        parts.append(_side_by_side(samples[0][1], [(label, sample.text) for label, sample in samples]))
    return _HTML.replace("@BODY@", "\n".join(parts))


def figures(card: Scorecard) -> list[str]:
    """The plots, as SVG."""
    columns = card.all_columns
    series = [column.label for column in columns]
    shares = [
        plots.Group(row.title, tuple(column.figures.get(row.key) for column in columns))
        for row in ROWS
        if row.unit == "share" and any(column.figures.get(row.key) for column in columns)
    ]
    bits = [
        plots.Group(row.title, tuple(column.figures.get(row.key) for column in card.columns))
        for row in ROWS
        if row.unit == "bits" and any(column.figures.get(row.key) for column in card.columns)
    ]
    found = [plots.bars("Shares, with 95 % intervals", series, shares, percent=True)]
    if bits:
        found.append(plots.bars("Bits per byte, with 95 % intervals", [one.label for one in card.columns], bits, False))
    return found


def _column_json(column: Measured) -> dict[str, Any]:
    return {
        "label": column.label,
        "figures": {key: msgspec.to_builtins(figure) for key, figure in column.figures.items()},
        "changes": {key: msgspec.to_builtins(figure) for key, figure in column.changes.items()},
        "by_type": {
            kind: {"n": n, "complete": ok, "missing": names} for kind, (n, ok, names) in column.by_type.items()
        },
        "bias": {"she": column.bias.she, "names": column.bias.names} if column.bias else None,
        "samples": column.samples,
    }


def _summary(card: Scorecard) -> str:
    count = len(card.runs[0].samples)
    names = ", ".join(f"{run.label} ({run.model})" for run in card.runs)
    return (
        f"{names}; {count} documents each, {len(card.runs[0].exemplars)} held-out exemplars and "
        f"{len(card.runs[0].documents)} held-out documents scored. In brackets: 95 % bootstrap intervals. "
        "What each figure means: docs/evaluation.md."
    )


def _table(card: Scorecard) -> list[str]:
    columns = card.all_columns
    lines = ["| | " + " | ".join(column.label for column in columns) + " | wanted |"]
    lines.append("|---" * (len(columns) + 2) + "|")
    for row in ROWS:
        cells = " | ".join(_cell(column.figures.get(row.key), row) for column in columns)
        lines.append(f"| {row.title} | {cells} | {row.wanted.replace('<', '&lt;').replace('>', '&gt;')} |")
    return lines


def _type_table(card: Scorecard) -> list[str]:
    columns = card.all_columns
    kinds = sorted(
        {kind for column in columns for kind in column.by_type}, key=lambda one: (one not in MAIN_TYPES, one)
    )
    lines = ["| complete of all | " + " | ".join(column.label for column in columns) + " |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for kind in kinds:
        cells = []
        for column in columns:
            n, complete, names = column.by_type.get(kind, (0, 0, {}))
            often = ", ".join(f"{name} {times}" for name, times in sorted(names.items(), key=lambda one: -one[1])[:3])
            cells.append(f"{complete}/{n}" + (f" (missing: {often})" if often else "") if n else "")
        label = BY_KEY[kind].label if kind in BY_KEY else "Document"
        lines.append(f"| {label}{' *' if kind in MAIN_TYPES else ''} | " + " | ".join(cells) + " |")
    return [*lines, "", "\\* one of the eight main types."]


def _classifier(card: Scorecard) -> list[str]:
    if not card.accuracies:
        return ["- Not trained in this run."]
    lines = []
    for key, accuracy in card.accuracies.items():
        view = "by the words alone" if key == "period_words" else "as written"
        sources = "; ".join(f"{name} {100 * share:.0f} % of {n}" for name, (share, n) in accuracy.by_source.items())
        share = f"{100 * accuracy.balanced:.1f} %"
        lines.append(f"- {view}: {share} right on held-out texts, both classes weighing the same ({sources}).")
    return lines


def _bias(card: Scorecard) -> list[str]:
    lines = []
    for column in card.columns:
        if column.bias is None or not column.bias.she:
            continue
        she = ", ".join(
            f"{role} {100 * value:.0f}" for role, value in sorted(column.bias.she.items(), key=lambda one: one[1])
        )
        names = ", ".join(f"{group} {value:+.2f}" for group, value in column.bias.names.items())
        lines.append(f'- {column.label}: probability of "she" among "he" and "she", in per cent: {she}.')
        lines.append(f"- {column.label}: praise after a name of the group, nats less likely than on average: {names}.")
    return lines or ["- None in this run."]


def _shown(card: Scorecard) -> list[list[tuple[str, Sample]]]:
    """The first sample of each of the first types, for all models."""
    others = [{(one.item.id, one.seed): one for one in run.samples} for run in card.runs]
    found: list[list[tuple[str, Sample]]] = []
    kinds: set[str] = set()
    order = sorted(card.runs[0].samples, key=lambda one: (one.item.type not in MAIN_TYPES, one.item.id))
    for sample in order:
        if sample.item.type in kinds or len(found) == SHOWN:
            continue
        kinds.add(sample.item.type)
        key = (sample.item.id, sample.seed)
        found.append([(run.label, known[key]) for run, known in zip(card.runs, others, strict=True) if key in known])
    return found


def _cell(figure: Figure | None, row: Row) -> str:
    if figure is None:
        return ""
    if row.unit == "share":
        return f"{100 * figure.value:.1f} % ({100 * figure.low:.1f}-{100 * figure.high:.1f})"
    if row.unit == "bits":
        return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})"
    return f"{figure.value:.0f} ({figure.low:.0f}-{figure.high:.0f})"


def _signed(figure: Figure) -> str:
    return f"{100 * figure.value:+.1f} % ({100 * figure.low:+.1f} to {100 * figure.high:+.1f})"


def _block(text: str) -> list[str]:
    return ["    " + line.replace("\t", "        ").replace("\f", "") for line in text.strip("\n").splitlines()] or [
        "    "
    ]


def _side_by_side(sample: Sample, texts: Sequence[tuple[str, str]]) -> str:
    item = sample.item
    kind = BY_KEY[item.type].label if item.type else "Document"
    columns = "".join(f"<div><h4>{escape(label)}</h4><pre>{escape(text)}</pre></div>" for label, text in texts)
    return f'<h3>{escape(kind)}, {item.year}: {escape(item.what)}</h3><div class="pair">{columns}</div>'


_HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Scorecard</title>
<style>
body { font: 14px Arial, sans-serif; margin: 24px; }
table { border-collapse: collapse; }
td, th { border: 1px solid #808080; padding: 3px 8px; text-align: right; }
td:first-child, td:last-child { text-align: left; }
.pair { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 12px; }
pre { background: #f4f4f0; border: 1px solid #808080; padding: 8px; overflow: auto; font: 12px "Courier New", monospace;
      white-space: pre-wrap; }
h3 { font-size: 14px; } h4 { margin: 4px 0; }
figure { margin: 16px 0; }
</style>
</head>
<body>
<h1>Scorecard</h1>
@BODY@
</body>
</html>
"""
