"""From documents to a training set: one file for each concern; scripts/build_corpus.py puts them together."""
