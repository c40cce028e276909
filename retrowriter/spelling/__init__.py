"""Checking the spelling: words of a text, dictionaries, the writer's own words, messages of the child that does it."""
