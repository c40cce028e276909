"""Checkpoints to GGUF without torch: model folders, adapters and GGUF files, streamed, checked and verified."""

from retrowriter.convert.conversion import Progress, Report, convert

__all__ = ["Progress", "Report", "convert"]
