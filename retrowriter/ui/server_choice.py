"""The server of the settings."""

from typing import cast

from retrowriter import server_address
from retrowriter import settings as table
from retrowriter.engine.protocol import Kind, Server
from retrowriter.errors import UserError
from retrowriter.settings import Settings


def chosen_server(settings: Settings) -> Server:
    """The server that the settings name.

    Raises:
        UserError: code server_address when there is none, offline when the network is not to be used.
    """
    if settings.get(table.OFFLINE):
        raise UserError(
            "offline",
            "A server is set to write, and the program is set never to use the network.",
            "Change one of them in Tools > Options.",
        )
    url = settings.get(table.SERVER_URL)
    if not url:
        raise UserError("server_address", "No server is set.", "Give its address in Tools > Options > Engine.")
    kind = cast(Kind, settings.get(table.SERVER_KIND))
    return Server(url=server_address.normal(url), model=settings.get(table.SERVER_MODEL), kind=kind)


def leaves_this_computer(settings: Settings) -> bool:
    """Whether what is written with is a server."""
    return (
        settings.get(table.ENGINE) == "server"
        and not settings.get(table.OFFLINE)
        and bool(settings.get(table.SERVER_URL))
    )


def lamp(settings: Settings, uses_network: bool) -> str:
    """What the status bar says: the server that the text goes to; ONLINE while models are looked for; or OFFLINE."""
    if leaves_this_computer(settings):
        return f"SERVER {server_address.host(server_address.normal(settings.get(table.SERVER_URL)))}"
    return "ONLINE" if uses_network else "OFFLINE"
