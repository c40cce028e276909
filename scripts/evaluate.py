"""Compares models as the program runs them: figures with intervals, samples side by side, a page to judge blind.

usage: evaluate.py --model BASE.gguf --model TUNED.gguf [--documents FILE.jsonl] [--training FILE.jsonl] [--out DIR]

The first model is the base against which the others are compared. Without --briefs, the test split of
assets/training/exemplars.jsonl and the briefs of assets/evaluation/ are used; with it, anyone's own file in the same
format: one JSON object a line with type, year, brief and, where there is one, text. docs/evaluation.md says what each
figure means. Needs scikit-learn (the extra `train`).
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluation.material import Material
    from evaluation.records import Run

    from retrowriter.engine.protocol import Sampling

ROOT = Path(__file__).resolve().parents[1]
EXEMPLARS = ROOT / "assets" / "training" / "exemplars.jsonl"
SPLIT = ROOT / "assets" / "training" / "split.json"
MORE_BRIEFS = ROOT / "assets" / "evaluation" / "briefs.jsonl"
DOCUMENT_CHARACTERS = 3000
STYLE_TOKENS = 256


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(prog="evaluate.py", description=(__doc__ or "").splitlines()[0])
    found.add_argument("--model", action="append", default=[], type=Path, help="a GGUF file; again for each model")
    found.add_argument(
        "--run", action="append", default=[], type=Path, help="a run-LABEL.json of before, in place of a model"
    )
    found.add_argument("--label", action="append", default=[], help="short name for each model, in their order")
    found.add_argument("--briefs", type=Path, help="briefs, in place of the held-out ones")
    found.add_argument("--documents", type=Path, help="held-out documents to score (a corpus file)")
    found.add_argument(
        "--training", action="append", default=[], type=Path, help="further training files, for copying and style"
    )
    found.add_argument("--n", type=int, default=100, help="how many briefs at most (100)")
    found.add_argument("--n-documents", type=int, default=40, help="how many documents are scored at most (40)")
    found.add_argument("--seeds", type=int, default=1, help="documents for each brief (1)")
    found.add_argument("--max-tokens", type=int, default=700, help="longest document in tokens (700)")
    found.add_argument("--style-briefs", type=int, default=48, help="texts of the base for the style classifier (48)")
    found.add_argument(
        "--sampling", action="append", default=[], metavar="NAME=VALUE", help="change one sampling value"
    )
    found.add_argument("--preset", default="", help="a named way of writing (the program's default)")
    found.add_argument("--children", type=int, default=2, help="engine processes side by side (2)")
    found.add_argument("--threads", type=int, default=1, help="threads of each (1)")
    found.add_argument("--python", default="", help="the Python that runs the engine, where it is not this one")
    found.add_argument("--gpu-layers", type=int, default=0, help="layers on the GPU, -1 = all that fit (0)")
    found.add_argument("--out", type=Path, default=Path("evaluation"), help="folder for the results (evaluation)")
    found.add_argument("--write-only", action="store_true", help="write documents, score nothing: to compare samplings")
    found.add_argument("--json", action="store_true", help="print the figures as JSON")
    found.add_argument("--quick", action="store_true", help="12 briefs, 6 documents: does it work at all?")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs the evaluation; 0 when the scorecard is written, 1 with a sentence on standard error when not."""
    options = parser().parse_args(arguments)
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "scripts")) if path not in sys.path]
    from retrowriter.errors import UserError

    try:
        card = evaluate(options)
    except UserError as error:
        print(f"{error.message} {error.hint}".strip(), file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(card, indent=1, sort_keys=True))
    return 0


def evaluate(options: argparse.Namespace) -> dict[str, Any]:
    """Asks the models, measures, writes the results; returns the scorecard's JSON.

    Raises:
        UserError: a file that cannot be used, no model, or what the engine reports.
    """
    from evaluation import judges, metrics, scorecard
    from evaluation.copying import TrainingSet
    from evaluation.material import gather

    from retrowriter.errors import UserError
    from retrowriter.files import atomic_writer

    if options.quick:
        options.n, options.style_briefs, options.max_tokens = min(options.n, 12), 6, min(options.max_tokens, 300)
        options.n_documents = min(options.n_documents, 6)
    material = gather(options, EXEMPLARS, SPLIT, MORE_BRIEFS, DOCUMENT_CHARACTERS)
    runs = _runs(options, material)
    if not runs:
        raise UserError("no_model", "There is nothing to evaluate.", "Give --model FILE.gguf or --run FILE.json.")
    started = time.monotonic()
    known = judges.examples(material.training_exemplars, material.training_documents, runs[0].style)
    style = judges.Judges(known, material.period_held_out(), runs[0].samples)
    training = TrainingSet(material.training_texts())
    columns = [metrics.measure_run(run, training, style, runs[0]) for run in runs]
    card = scorecard.Scorecard(
        runs,
        columns,
        metrics.hand_written(material.briefs, training, style),
        style.accuracies,
        material.settings(options),
    )
    content = scorecard.as_json(card)
    _say(f"Measured in {time.monotonic() - started:.0f} s.")
    files = {
        "scorecard.json": json.dumps(content, indent=1, sort_keys=True) + "\n",
        "scorecard.md": scorecard.as_markdown(card),
        "scorecard.html": scorecard.as_html(card),
    }
    files |= {f"plot-{number}.svg": svg + "\n" for number, svg in enumerate(scorecard.figures(card), 1)}
    if len(runs) > 1:
        from evaluation import ab_page

        pairs = ab_page.pairs_of(runs[0].samples, runs[-1].samples)
        files["ab.html"] = ab_page.page("Which was written then?", runs[0].label, runs[-1].label, pairs, seed=1995)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        with atomic_writer(options.out / name) as file:
            file.write(text.encode("utf-8"))
    _say(f"Written to {options.out}: {', '.join(files)}.")
    return content


def _runs(options: argparse.Namespace, material: "Material") -> list["Run"]:
    import msgspec
    from evaluation.records import Run

    from retrowriter.errors import UserError
    from retrowriter.files import atomic_writer

    runs = []
    for path in options.run:
        try:
            runs.append(msgspec.json.decode(path.read_bytes(), type=Run))
        except (OSError, msgspec.DecodeError) as error:
            raise UserError("run_file", f"{path} is no run of an earlier evaluation: {error}.") from error
    for number, path in enumerate(options.model):
        label = options.label[number] if number < len(options.label) else path.stem
        run = _run(options, material, path, label, base=not runs)
        runs.append(run)
        options.out.mkdir(parents=True, exist_ok=True)
        with atomic_writer(options.out / f"run-{label.lower().replace(' ', '-')}.json") as file:
            file.write(msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")
    return runs


def _run(options: argparse.Namespace, material: "Material", path: Path, label: str, base: bool) -> "Run":
    import msgspec
    from evaluation import bias
    from evaluation.generation import Engine
    from evaluation.records import Run, fixed_prompts

    from retrowriter.engine.protocol import ModelChoice
    from retrowriter.errors import UserError
    from retrowriter.files import sha256

    if not path.is_file():
        raise UserError("model_missing", f"There is no model {path}.")
    _say(f"{label}: {path.name}")
    started = time.monotonic()
    model = ModelChoice(path=str(path.resolve()), context=4096, gpu_layers=options.gpu_layers, threads=options.threads)
    sampling = sampling_of(options)
    seeds = range(1, options.seeds + 1)
    with Engine(model, options.children, _say, options.python) as engine:
        briefs_of_style = material.style_briefs if base and not options.write_only else []
        questions = [] if options.write_only else bias.probes()[:8] if options.quick else bias.probes()
        return Run(
            label=label,
            model=path.name,
            sha256=sha256(path),
            title=engine.loaded.model,
            settings={
                "sampling": msgspec.to_builtins(sampling),
                "threads": options.threads,
                "children": options.children,
                "context": engine.loaded.context,
                "device": engine.loaded.device,
                "batch": model.batch,
                "engine": engine.name,
                "document_characters": DOCUMENT_CHARACTERS,
                "style_tokens": STYLE_TOKENS,
            },
            samples=tuple(engine.write(material.briefs, seeds, sampling)),
            prompts=tuple(engine.write(fixed_prompts(), [1], sampling)),
            style=tuple(engine.write(briefs_of_style, [1], msgspec.structs.replace(sampling, max_tokens=STYLE_TOKENS))),
            exemplars=tuple(engine.score([] if options.write_only else material.exemplars)),
            documents=tuple(engine.score([] if options.write_only else material.documents)),
            probes=tuple(engine.probe(questions)),
            seconds=round(time.monotonic() - started, 1),
        )


def sampling_of(options: argparse.Namespace) -> "Sampling":
    """The sampling that the options ask for.

    Raises:
        UserError: code no_preset, or sampling for a name or value that there is not.
    """
    import msgspec

    from retrowriter.engine import sampling
    from retrowriter.engine.protocol import Sampling
    from retrowriter.errors import UserError

    chosen = sampling.preset(options.preset or sampling.DEFAULT, max_tokens=options.max_tokens, exact=True)
    values = msgspec.to_builtins(chosen)
    for setting in options.sampling:
        name, _, value = setting.partition("=")
        if name not in values:
            raise UserError("sampling", f"There is no sampling value {name!r}.", "Known: " + ", ".join(values) + ".")
        values[name] = value
    try:
        return msgspec.convert(values, Sampling, strict=False)
    except msgspec.ValidationError as error:
        raise UserError("sampling", f"A sampling value cannot be used: {error}.") from error


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
