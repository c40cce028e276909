"""Retro Document Writer: a word processor of 1995 with a writer inside it."""

__version__ = "0.1.0"
