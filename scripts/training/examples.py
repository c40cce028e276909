"""From the rows of a data file to batches of tokens."""

import json
import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrowriter.text import prompt
from training.config import Config

_LEAST = 8  # tokens of an answer worth learning


@dataclass(frozen=True)
class Example:
    """One tokenised example: the first `start` tokens are given, the rest is to be learned; `bytes` of the latter."""

    tokens: tuple[int, ...]
    start: int
    bytes: int


class Encoder:
    """Turns rows into examples with the model's own tokenizer and chat template, as the program does.

    Args:
        tokenizer: of the base model, from transformers.
        longest: most tokens of an example.
    """

    def __init__(self, tokenizer: Any, longest: int) -> None:
        self._tokenizer, self._longest = tokenizer, longest
        source = tokenizer.chat_template
        self._template = (
            prompt.ChatTemplate(source, tokenizer.bos_token or "", tokenizer.eos_token or "") if source else None
        )
        # The engine puts BOS first where the model wants it; render() leaves it to it.
        start = tokenizer("x")["input_ids"][:1]
        self._lead = start if start == [tokenizer.bos_token_id] else []
        self.end = self._end_of_answer()

    def encode(self, row: dict[str, Any]) -> Example | None:
        """The row as tokens, cut at the longest length; None when the prompt leaves no room for an answer."""
        given = prompt.render(conversation(row), self._template)
        head = self._lead + self._tokenizer(given, add_special_tokens=False)["input_ids"]
        body = self._tokenizer(row["text"], add_special_tokens=False)["input_ids"]
        whole = len(head) + len(body) + 1 <= self._longest
        if row.get("complete", True) and whole:
            body.append(self.end)
        body = body[: max(0, self._longest - len(head))]
        if len(body) < _LEAST:
            return None
        count = len(row["text"].encode()) if whole else len(self._tokenizer.decode(body).encode())
        return Example(tuple(head + body), len(head), count)

    def _end_of_answer(self) -> int:
        """The token that ends a turn in this template; where there is none, the one that ends a text."""
        eos = int(self._tokenizer.eos_token_id)
        if self._template is None:
            return eos
        mark = "zqz"
        turns = [{"role": "user", "content": "A"}, {"role": "assistant", "content": mark}]
        rest = self._tokenizer.apply_chat_template(turns, tokenize=False).rpartition(mark)[2]
        ids = self._tokenizer(rest, add_special_tokens=False)["input_ids"]
        special = set(self._tokenizer.all_special_ids) | set(self._tokenizer.added_tokens_decoder)
        return ids[0] if ids and ids[0] in special else eos


def conversation(row: dict[str, Any]) -> prompt.Conversation:
    """What the program would send for this row."""
    kind = row.get("kind", "draft")
    if kind == "rewrite":
        return prompt.rewrite(row["passage"], row.get("instruction", ""), row.get("year", prompt.DEFAULT_YEAR))
    brief = prompt.Brief(**row["brief"]) if row.get("brief") else None
    if kind == "continue":
        return prompt.continuation(row["prefix"], row.get("after", ""), brief, row.get("year", prompt.DEFAULT_YEAR))
    if brief is None:
        raise ValueError("a draft needs a brief")
    return prompt.draft(brief)


def read_rows(paths: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Training rows (repeated as each asks) and validation rows; rows of any other split are left alone."""
    train: list[dict[str, Any]] = []
    valid: list[dict[str, Any]] = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            split = row.get("split", "train")
            if split == "valid":
                valid.append(row)
            elif split == "train":
                train += [row] * int(row.get("repeat", 1))
    return train, valid


def padded_length(longest: int, lengths: list[int]) -> int:
    """The least of the lengths that holds so many tokens."""
    return next(length for length in lengths if length >= longest)


def rows_of_batch(length: int, config: Config) -> int:
    """How many examples of a padded length make a batch."""
    return max(1, config.batch_tokens // length)


def plan_batches(examples: list[Example], config: Config) -> list[list[int]]:
    """All batches of the run, in order: examples of like length together, each epoch shuffled anew from the seed."""
    shuffle = random.Random(config.seed)
    batches: list[list[int]] = []
    for epoch in range(math.ceil(config.epochs)):
        order = list(range(len(examples)))
        shuffle.shuffle(order)
        if epoch + 1 > config.epochs:
            order = order[: round(len(order) * (config.epochs - epoch))]
        waiting: dict[int, list[int]] = {length: [] for length in config.lengths}
        made: list[list[int]] = []
        for index in order:
            length = padded_length(len(examples[index].tokens), config.lengths)
            waiting[length].append(index)
            if len(waiting[length]) == rows_of_batch(length, config):
                made.append(waiting[length])
                waiting[length] = []
        # What is left over goes out in short batches padded with empty rows, so that no new shape appears.
        made += [rest for rest in waiting.values() if rest]
        shuffle.shuffle(made)
        batches += made
    return batches
