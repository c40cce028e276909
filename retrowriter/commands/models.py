"""retrowriter models: the models on this computer, the catalog, and the Hugging Face Hub."""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from retrowriter import settings
from retrowriter.commands.common import number
from retrowriter.engine.client import EngineProcess
from retrowriter.errors import UserError
from retrowriter.files import megabytes
from retrowriter.models import (
    catalog,
    choosing,
    download,
    embedded,
    fit,
    hub,
    intake,
    library,
    recommend,
    records,
    speeds,
    split,
)
from retrowriter.models.hub import HubFile
from retrowriter.models.recommend import Recommendation
from retrowriter.models.records import Model
from retrowriter.settings import Settings

_BAR = 30


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `models` and its subcommands."""
    parser = subparsers.add_parser("models", help="the models on this computer", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, words: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=words, description=words)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="JSON on standard output, for programs")
        return made

    action("prepare", "put the embedded model in its place", _prepare)
    made = action("list", "the models that are here", _list)
    made.add_argument("--catalog", action="store_true", help="those of the catalog instead")
    made = action("search", "search the Hugging Face Hub", _search)
    made.add_argument("query", metavar="WORDS", nargs="*", help="part of a name; owner/name lists its files")
    made.add_argument("--limit", type=int, default=20, metavar="N", help="at most so many (default: 20)")
    made.add_argument("--weights", type=float, default=0, metavar="B", help="at most so many billion weights")
    made.add_argument("--open", action="store_true", help="only with a license that lets everybody do everything")
    made = action("add", "take a GGUF file into the library", _add)
    made.add_argument("file", type=Path)
    how = made.add_mutually_exclusive_group()
    how.add_argument("--link", dest="how", action="store_const", const="link", help="make a link to it, no copy")
    how.add_argument("--in-place", dest="how", action="store_const", const="in place", help="use it where it is")
    made.set_defaults(how="copy")
    made = action("pull", "download a model; the same command again goes on where it stopped", _pull)
    made.add_argument("model", metavar="NAME", help="a name of the catalog, owner/name or owner/name:FILE on the Hub")
    made = action("verify", "compare a model's checksum with the published one", _verify)
    made.add_argument("name", nargs="?", help="without it: all models that are the program's own")
    made = action("advise", "which file of a model to take for this computer, and how to run it", _advise)
    made.add_argument("model", metavar="NAME", nargs="?", help="as for pull; without it: the best of the catalog")
    made = action("use", "choose the model that writes, or an adapter that is laid over it", _use)
    made.add_argument("name", nargs="?")
    made.add_argument("--scale", type=number(0, 2), metavar="S", help="how strong the adapter is (as trained: 1)")
    made.add_argument("--no-adapter", action="store_true", help="switch the adapter off")
    action("rm", "remove a model", _remove).add_argument("name")
    action("info", "all that is known of a model", _info).add_argument("name")


def run(arguments: argparse.Namespace) -> int:
    """Runs one subcommand; returns the exit code. Raises UserError."""
    return int(arguments.run(arguments))


def _prepare(_arguments: argparse.Namespace) -> int:
    told: list[str] = []

    def tell(text: str, _fraction: float) -> None:
        if told[-1:] != [text]:
            told.append(text)
            print(text, file=sys.stderr, flush=True)

    if not embedded.is_ready():
        embedded.prepare(tell)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    if arguments.catalog:
        entries = catalog.entries()
        if arguments.json:
            return _print_json(entries)
        _print_table(
            ("NAME", "SIZE", "RUNS", "LICENSE", "GOOD FOR"),
            [
                (
                    entry.name,
                    _size(entry.size),
                    records.likely_runs(entry.size) or "?",
                    entry.licence or "?",
                    entry.good_for,
                )
                for entry in entries
            ],
        )
        return 0
    found = library.models()
    if arguments.json:
        return _print_json(found)
    chosen = Settings()
    used = (str(choosing.model_path(chosen)), chosen.get(settings.ADAPTER))
    rows = [
        (
            f"{'*' if model.path in used else ' '} {model.name}",
            _size(model.size),
            model.quantization,
            f"{model.context:,}" if model.context else "",
            model.runs,
            f"{model.speed:.0f}/s" if model.speed else "",
            model.licence,
            model.origin,
            model.state,
        )
        for model in found
    ]
    _print_table(("  NAME", "SIZE", "TYPE", "CONTEXT", "RUNS", "SPEED", "LICENSE", "FROM", "STATE"), rows)
    for note in download.unfinished():
        percent = 100 * note.done // note.file.size if note.file.size else 0
        print(f"  not finished: {note.file.repo}:{note.file.name} ({percent}%); pull it again to go on")
    return 0


def _search(arguments: argparse.Namespace) -> int:
    query = " ".join(arguments.query)
    if "/" in query:
        files = hub.files(query)
        if arguments.json:
            return _print_json(files)
        _print_table(
            ("FILE", "SIZE", "PARTS", "RUNS"),
            [
                (file.name, _size(file.size), str(len(file.parts)), records.likely_runs(file.size) or "?")
                for file in files
            ],
        )
        return 0
    print("Asking the Hugging Face Hub...", file=sys.stderr)
    found = hub.narrowed(hub.search(query, arguments.limit), 1e9 * arguments.weights, arguments.open)
    if arguments.json:
        return _print_json(found)
    rows = [
        (
            model.repo,
            f"{model.parameters / 1e9:.1f}B" if model.parameters else "",
            f"{model.context:,}" if model.context else "",
            model.licence + (" (gated)" if model.gated else ""),
            f"{model.downloads:,}",
        )
        for model in found
    ]
    _print_table(("REPOSITORY", "WEIGHTS", "CONTEXT", "LICENSE", "DOWNLOADS"), rows)
    return 0


def _add(arguments: argparse.Namespace) -> int:
    model = intake.add(arguments.file, arguments.how, _Meter())
    return _print_model(model, arguments.json, f"{model.title} is in the library under the name {model.name}.")


def _pull(arguments: argparse.Namespace) -> int:
    file, advice = _wanted(arguments.model)
    print(f"{hub.describe(file)} from {file.repo}", file=sys.stderr)
    if advice:
        print(advice, file=sys.stderr)
    try:
        path = download.fetch(file, _Meter())
    except KeyboardInterrupt:
        print("\nStopped. What has come is kept; the same command goes on from there.", file=sys.stderr)
        return 130
    model = library.find(str(path))
    return _print_model(model, arguments.json, f"{model.title} is here and checked, under the name {model.name}.")


def _verify(arguments: argparse.Namespace) -> int:
    if arguments.name:
        names = [library.find(arguments.name).name]
    else:
        names = [
            model.name for model in library.models() if model.state != "missing" and model.origin not in library.FOREIGN
        ]
    results = [library.verify(name, _Meter()) for name in names]
    if arguments.json:
        _print_json(results)
    else:
        for model in results:
            print(f"{model.name}: {model.state}. {model.problem}".rstrip())
    return 1 if any(model.state in ("damaged", "missing") for model in results) else 0


def _use(arguments: argparse.Namespace) -> int:
    chosen = Settings()
    if arguments.scale is not None:
        chosen.set(settings.ADAPTER_SCALE, arguments.scale)
    if arguments.no_adapter:
        choosing.choose_adapter(chosen, "")
    if arguments.name is None:
        if arguments.scale is None and not arguments.no_adapter:
            raise UserError("model_missing", "Say which model is to write.", "`retrowriter models list` shows them.")
        chosen.save()
        return _print_adapter(chosen, arguments.json)
    found = library.find(arguments.name)
    if found.kind == "adapter":
        choosing.check_adapter(chosen, found.path)
        choosing.choose_adapter(chosen, found.path)
        chosen.save()
        return _print_adapter(chosen, arguments.json)
    model = library.usable(arguments.name)
    off = choosing.choose_model(chosen, model)
    chosen.save()
    sentence = f"{model.title} writes from now on{', without the adapter' if off else ''}."
    return _print_model(model, arguments.json, sentence)


def _remove(arguments: argparse.Namespace) -> int:
    model = library.remove(arguments.name)
    chosen = Settings()
    if choosing.forget(chosen, model.path):
        chosen.save()
    kept = " The file itself is where it was." if model.origin == "in place" else ""
    return _print_model(model, arguments.json, f"{model.title} is removed from the library.{kept}")


def _info(arguments: argparse.Namespace) -> int:
    model = library.find(arguments.name)
    if arguments.json:
        return _print_json(model)
    for label, text in library.facts(model):
        print(f"{label + ':':14}{text}")
    return 0


def _advise(arguments: argparse.Namespace) -> int:
    if arguments.model is None:
        entry = recommend.best()
        if entry is None:
            raise UserError("model_missing", "No model of the catalog fits into the memory that is free.")
        return _print_advice(entry.name, recommend.of_entry(entry), arguments.json)
    name = arguments.model
    if "/" not in name:
        with contextlib.suppress(UserError):
            return _print_advice(name, recommend.of_entry(catalog.find(name)), arguments.json)
        return _advise_here(library.find(name), arguments.json)
    repo, _, wanted = name.partition(":")
    files = [file for file in _files(repo) if wanted.lower() in file.name.lower()]
    found = recommend.recommend(files)
    if found is None:
        raise UserError("hub_missing", f"{repo} has no file {wanted}.")
    return _print_advice(f"{repo}:{hub.local_name(found.file.name)}", found, arguments.json)


def _advise_here(model: Model, as_json: bool) -> int:
    """How to run a model that is here: its header says it exactly, and the engine what the graphics cards have free."""
    if model.kind != "model" or model.state in ("damaged", "missing"):
        raise UserError(f"model_{model.state}", f"There is no advice for {model.title}. {model.problem}".rstrip())
    with EngineProcess() as engine:
        free_gpu = sum(engine.greet().free)
    header, *parts = [header for _, header in split.read(Path(model.path))]
    found = fit.advise(header, parts=parts, pace=speeds.pace(model.size, model.path), free_gpu=free_gpu)
    if as_json:
        context, layers = found.estimate.context, found.estimate.gpu_layers
        fields = {"name": model.name, "type": model.quantization, "context": context, "cache": found.cache}
        print(json.dumps({**fields, "gpu_layers": layers, "memory": found.estimate.memory, "fits": found.fits}))
    else:
        print(f"{model.title}: {found.sentence}")
    return 0


def _files(repo: str) -> list[HubFile]:
    files = hub.files(repo)
    if not files:
        raise UserError("hub_missing", f"{repo} has no GGUF files.", "Look for a repository whose name ends in -GGUF.")
    return files


def _wanted(name: str) -> tuple[HubFile, str]:
    """The file that `pull NAME` means, and what to say of it before."""
    if "/" not in name:
        entry = catalog.find(name)
        return entry.hub_file, recommend.of_entry(entry).sentence
    repo, _, wanted = name.partition(":")
    for note in download.unfinished():
        if note.file.repo == repo and wanted in ("", note.file.name):
            return note.file, ""
    files = _files(repo)
    if wanted:
        for file in files:
            if wanted in (file.name, hub.local_name(file.name)):
                return file, _advice([file])
        named = [file for file in files if wanted.lower() in file.name.lower()]
        if len(named) == 1:
            return named[0], _advice(named)
        names = ", ".join(hub.local_name(file.name) for file in named or files)
        raise UserError("hub_missing", f"{repo} has no file {wanted}, or several.", f"It has: {names}.")
    found = recommend.recommend(files)
    assert found is not None
    return found.file, found.sentence


def _advice(files: Sequence[HubFile]) -> str:
    found = recommend.recommend(files)
    return found.sentence if found else ""


class _Meter:
    """Shows progress on a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = -1

    def __call__(self, stage: str, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        if percent == self._shown or not sys.stderr.isatty():
            return
        self._shown = percent
        bar = "#" * (_BAR * percent // 100)
        end = "\n" if done >= total else ""
        print(f"\r{stage:9} [{bar:{_BAR}}] {percent:3}% of {megabytes(total)} ", end=end, file=sys.stderr, flush=True)


def _print_adapter(chosen: Settings, as_json: bool) -> int:
    path, strength = chosen.get(settings.ADAPTER), chosen.get(settings.ADAPTER_SCALE)
    if as_json:
        print(json.dumps({"adapter": path, "scale": strength}))
    elif path:
        print(f"The adapter {Path(path).stem} is in use, with the strength {strength:g}.")
    else:
        print("No adapter is in use.")
    return 0


def _size(size: int) -> str:
    return megabytes(size) if size else "?"


def _print_model(model: Model, as_json: bool, sentence: str) -> int:
    if as_json:
        return _print_json(model)
    print(sentence)
    if model.problem:
        print(model.problem)
    return 0


def _print_advice(name: str, found: Recommendation, as_json: bool) -> int:
    if as_json:
        fields = {"name": name, "file": found.file.name, "type": found.kind, "size": found.file.size}
        print(json.dumps({**fields, "context": found.context, "memory": found.memory, "fits": found.fits}))
    else:
        print(f"{name}: {found.sentence}")
    return 0


def _print_json(value: msgspec.Struct | Iterable[msgspec.Struct]) -> int:
    print(json.dumps(msgspec.to_builtins(value), indent=1))
    return 0


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    for row in (heads, *rows):
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
