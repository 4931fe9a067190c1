"""The address at which a phone in the room reaches this server."""

import ipaddress
import re
import socket

_HOST = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?P<port>:[0-9]{1,5})?")
_ALL = ("", "*", "0.0.0.0", "::")


def room_address(protocol: str, host: str, bound: str, base_url: str) -> str | None:
    """The start of every address that others can open, with a slash at its end.

    Args:
        protocol: of the request, ``http`` or ``https``.
        host: what the visitor asked for, name and port, as the browser sent it.
        bound: the address that the server listens on; empty for all.
        base_url: the path of the server's root.

    Returns:
        The address of the request where it is no loopback address; else, where the server listens on all of the
        machine's addresses, the machine's own; None where nobody else can reach the server.
    """
    asked = _HOST.fullmatch(host)
    if asked is None:
        return None
    name = asked["name"]
    if is_loopback(name):
        own = machine_address() if bound in _ALL else None
        if own is None:
            return None
        name = own
    return f"{protocol}://{name}{asked['port'] or ''}{base_url}"


def is_loopback(name: str) -> bool:
    """Whether a host's name or address means the machine itself."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def machine_address() -> str | None:
    """This machine's address in its network, as a dotted number; None where it is in none.

    A datagram socket is only pointed at an address that is kept for documentation (RFC 5737): the system then
    says which of its own addresses it would use, and nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            return None
        own = str(asked.getsockname()[0])
    return None if is_loopback(own) or own == "0.0.0.0" else own
