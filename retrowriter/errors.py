"""The one exception that is shown to the user."""


class UserError(Exception):
    """Something went wrong that a person can be told about, in plain words.

    Args:
        code: a short stable identifier ("model_missing"), for tests and programs, never shown.
        message: what happened, as one or two full sentences.
        hint: what to do about it, as a sentence; empty if there is nothing to do.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
