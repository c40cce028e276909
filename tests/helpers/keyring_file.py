"""A keyring for tests: secrets in a file that an environment variable names."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

VARIABLE = "TEST_KEYRING_FILE"


class Keyring(KeyringBackend):
    priority = -1  # never chosen by itself

    def get_password(self, service, username):
        return self._read().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        self._write({**self._read(), f"{service}/{username}": password})

    def delete_password(self, service, username):
        self._write({name: value for name, value in self._read().items() if name != f"{service}/{username}"})

    def _read(self):
        path = Path(os.environ[VARIABLE])
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def _write(self, secrets):
        Path(os.environ[VARIABLE]).write_text(json.dumps(secrets), encoding="utf-8")
