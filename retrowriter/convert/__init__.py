"""Checkpoint to GGUF without torch: read, map, merge, quantise, verify."""
