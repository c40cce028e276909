"""The writer's own words: a text file with one word a line, which several windows of the program may share."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from retrowriter import files, paths
from retrowriter.errors import UserError
from retrowriter.spelling.words import WordList

FILE_NAME = "words.txt"

_PATIENCE_S = 5.0
_LARGEST = 4 * 1024 * 1024
_LONGEST_LINE = 100


class PersonalDictionary:
    """The file with the writer's words. It can be edited by hand; what is no word in it is passed over."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if path is not None else paths.config_dir() / FILE_NAME
        self.words = WordList()
        self._seen: tuple[int, int] | None = None

    def refresh(self) -> None:
        """Reads the file again where another window has changed it."""
        state = self._state()
        if state == self._seen:
            return
        self._seen = state
        known = set(self.words)
        now = set(self._read())
        for word in known - now:
            self.words.discard(word)
        for word in now - known:
            self.words.add(word)

    def learn(self, word: str) -> None:
        """Adds a word. Raises UserError as files.write_text does."""
        with self._locked():
            self.words.add(word)
            self._write()

    def forget(self, word: str) -> None:
        """Takes a word out. Raises UserError as files.write_text does."""
        with self._locked():
            self.words.discard(word)
            self._write()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=_PATIENCE_S):
                self.refresh()
                yield
        except Timeout as error:
            raise UserError("words_busy", "Another program is using your dictionary.", "Try again.") from error
        except OSError as error:
            raise files.write_error(self._path, error) from error

    def _write(self) -> None:
        files.write_text(self._path, "".join(f"{word}\n" for word in self.words))
        self._seen = self._state()

    def _read(self) -> list[str]:
        try:
            if self._path.stat().st_size > _LARGEST:
                return []
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        lines = (line.strip() for line in text.splitlines())
        return [line for line in lines if 0 < len(line) <= _LONGEST_LINE and "\ufffd" not in line]

    def _state(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
