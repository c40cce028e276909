"""The keys of servers: in an environment variable or in the system's keyring, never in a file of ours."""

import logging
import os

from retrowriter import server_address
from retrowriter.errors import UserError

VARIABLE = "RETROWRITER_SERVER_KEY"

_SERVICE = "Retro Document Writer"
_LONGEST = 4096


def find(address: str) -> str:
    """The key for the server of this address, "" if there is none.

    May wait for the user to unlock the keyring: not for the window's process.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(_SERVICE, server_address.origin(address)) or ""
    except (KeyringError, RuntimeError, OSError):
        # Many servers want no key; one that does will say so.
        logging.getLogger(__name__).info("the keyring could not be read")
        return ""


def keep(address: str, key: str) -> None:
    """Keeps the key in the keyring; an empty one takes the kept one out. May wait as find does.

    Raises:
        UserError: code no_keyring, or server_key_form for a key that no header can carry.
    """
    key = key.strip()
    if len(key) > _LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        raise UserError("server_key_form", "A key is one word of plain letters, digits and signs.")
    problem = UserError(
        "no_keyring",
        "This system has no keyring in which the key could be kept.",
        f"Set the environment variable {VARIABLE} before the program starts.",
    )
    try:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError
    except ImportError as error:
        raise problem from error
    name = server_address.origin(address)
    try:
        if key:
            keyring.set_password(_SERVICE, name, key)
        elif keyring.get_password(_SERVICE, name) is not None:
            keyring.delete_password(_SERVICE, name)
    except PasswordDeleteError:
        return
    except (KeyringError, RuntimeError, OSError) as error:
        raise problem from error
