"""The figures by which models are compared: one file for each concern; scripts/evaluate.py puts them together."""
