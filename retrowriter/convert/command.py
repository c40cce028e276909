"""The command line of the converter; scripts/convert_to_gguf.py calls it."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from retrowriter.convert import outtypes
from retrowriter.convert.conversion import Plan, Progress, Report, convert, prepare
from retrowriter.convert.verification import Check, Reference, verify
from retrowriter.errors import UserError
from retrowriter.files import megabytes

OK, FAILED, INTERRUPTED = 0, 1, 130

MakeReference = Callable[[Path, Path | None], Reference | None]

_EPILOG = """SRC is a Hugging Face model folder (safetensors), a PEFT adapter folder (with --base), or a GGUF file.
Exit codes: 0 done (and verified, with --verify), 1 failed or not verified, 2 wrong usage, 130 interrupted.
Nothing is left behind when it fails: OUT appears only when it is complete."""


def main(argv: list[str] | None = None, reference: MakeReference | None = None) -> int:
    """Runs the command line and returns the exit code.

    Args:
        argv: arguments, None for those of the process.
        reference: given the source and the base, makes what --verify compares logits with; None for no such comparison.
    """
    arguments = _make_parser().parse_args(argv)
    try:
        return _run(arguments, reference)
    except UserError as error:
        if arguments.json:
            problem = {"code": error.code, "message": error.message, "hint": error.hint}
            print(json.dumps({"ok": False, "error": problem, "checks": []}))
        else:
            _clear_line()
            print(f"convert_to_gguf: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        _clear_line()
        print("convert_to_gguf: Interrupted; nothing was written.", file=sys.stderr)
        return INTERRUPTED


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="convert_to_gguf.py",
        description="Converts a checkpoint to a GGUF file, without PyTorch.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="SRC")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.gguf", help="the file to write")
    parser.add_argument(
        "--outtype",
        default="f16",
        type=str.lower,
        choices=list(outtypes.OUT_TYPES),
        metavar="TYPE",
        help=f"one of {', '.join(outtypes.OUT_TYPES)}; default f16",
    )
    parser.add_argument("--base", type=Path, metavar="DIR|GGUF", help="the model that an adapter belongs to")
    parser.add_argument(
        "--lora",
        choices=["merge", "adapter"],
        default="merge",
        help="what to make of an adapter: a whole model (default), or a GGUF adapter for use at run time",
    )
    parser.add_argument("--title", metavar="TEXT", help="the model's name, for people; default: what the source says")
    parser.add_argument("--verify", action="store_true", help="load the result and compare it with the source")
    parser.add_argument("--dry-run", action="store_true", help="check everything and say what would be written")
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output, for programs")
    return parser


def _run(arguments: argparse.Namespace, reference: MakeReference | None) -> int:
    quiet = arguments.json or not sys.stderr.isatty()
    report = convert(
        arguments.source,
        arguments.out,
        base=arguments.base,
        outtype=arguments.outtype,
        lora=arguments.lora,
        title=arguments.title,
        force=arguments.force,
        dry_run=arguments.dry_run,
        progress=_ignore if quiet else _show,
    )
    checks: list[Check] = []
    if arguments.verify and not arguments.dry_run:
        checks = _verify(arguments, reference)
    ok = all(check.ok for check in checks)
    if not quiet:
        _clear_line()
    if arguments.json:
        print(json.dumps(_as_json(report, checks, ok)))
    else:
        _print(report, checks, ok)
    return OK if ok else FAILED


def _verify(arguments: argparse.Namespace, reference: MakeReference | None) -> list[Check]:
    plan = prepare(
        arguments.source,
        base=arguments.base,
        outtype=arguments.outtype,
        lora=arguments.lora,
        title=arguments.title,
    )
    if arguments.lora == "adapter":
        return [Check("adapter", True, "The adapter fits its base: every name and shape was compared.")]
    made = None if reference is None else reference(arguments.source, arguments.base)
    return verify(arguments.out, plan, _tokenizer(plan), made)


def _tokenizer(plan: Plan) -> Path | None:
    path = plan.base.path / "tokenizer.json"
    return path if plan.base.path.is_dir() and path.is_file() else None


def _as_json(report: Report, checks: list[Check], ok: bool) -> dict[str, object]:
    return {
        "ok": ok,
        "out": str(report.out),
        "dry_run": report.dry_run,
        "size": report.size,
        "architecture": report.architecture,
        "title": report.title,
        "outtype": report.outtype,
        "parameters": report.parameters,
        "merged": report.merged,
        "seconds": round(report.seconds, 2),
        "warnings": list(report.warnings),
        "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks],
    }


def _print(report: Report, checks: list[Check], ok: bool) -> None:
    if report.dry_run:
        for line in report.tensors:
            shape = " x ".join(str(length) for length in line.shape)
            print(f"{line.name:<40} {line.type:<6} {shape:<20} {megabytes(line.size):>8}")
    verb = "would be written" if report.dry_run else f"written in {report.seconds:.1f} s"
    print(
        f"{report.out}: {report.title} ({report.architecture}, {report.parameters / 1e6:,.0f} million weights, "
        f"{report.outtype}), {megabytes(report.size)}, {verb}."
    )
    if report.merged:
        print(f"The adapter changes {report.merged} tensors.")
    for warning in report.warnings:
        print(f"Note: {warning}")
    for check in checks:
        print(f"  {'right' if check.ok else 'WRONG'}  {check.detail}")
    if checks:
        print("Verified: the file is right." if ok else "NOT VERIFIED: do not use this file.")


def _show(progress: Progress) -> None:
    left = f", {progress.seconds_left:.0f} s left" if progress.seconds_left >= 1 else ""
    line = f"{progress.text}: {megabytes(progress.done)} of {megabytes(progress.total)}{left}"
    print(f"\r{line:<78}", end="", file=sys.stderr, flush=True)


def _ignore(progress: Progress) -> None:
    pass


def _clear_line() -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<78}\r", end="", file=sys.stderr, flush=True)
