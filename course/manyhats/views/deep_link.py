"""What a visitor's address asks an app for, such as ``?role=harbour``.

Only what a view already knows by name can be asked for: a value is compared, and never becomes a path or code.
Outside Voila there is no such address, and a view opens with what the notebook says.
"""

import json
import os
from urllib.parse import parse_qs

_LONGEST = 500  # characters of a value; the code of a year that changes every week has some 370
_LONGEST_QUERY = 2000


def asked(name: str, *otherwise: str) -> list[str]:
    """What the address of the page asks for.

    In an app that was pre-heated this waits for the visitor; so import what the app shows before you call it.

    Args:
        name: a name in the address, such as ``role``.
        otherwise: what to show where the address says nothing of it.

    Returns:
        The values, which stand behind one another with commas, as many as ``otherwise`` has at the most.
    """
    try:
        values = parse_qs(_query()[:_LONGEST_QUERY], max_num_fields=20).get(name, [])
    except ValueError:  # more names than any app knows
        values = []
    named = [value.strip()[:_LONGEST] for value in values[0].split(",")] if values else []
    return [value for value in named if value][: len(otherwise)] or list(otherwise)


def _query() -> str:
    """What stands behind the question mark."""
    if os.environ.get("VOILA_PREHEAT") == "True" and "QUERY_STRING" not in os.environ:
        os.environ.update(_visitor())
    return os.environ.get("QUERY_STRING", "") if "VOILA_BASE_URL" in os.environ else ""


def _visitor() -> dict[str, str]:
    """Wait until Voila gives this kernel to a visitor; its own voila.utils costs a second and 49 MB to import."""
    from websockets.exceptions import WebSocketException
    from websockets.sync.client import connect

    host, port = os.environ.get("VOILA_APP_IP", "127.0.0.1"), os.environ.get("VOILA_APP_PORT", "8866")
    path = f"{os.environ.get('VOILA_SERVER_URL', '/')}voila/query/{os.environ.get('VOILA_KERNEL_ID', '')}"
    try:
        with connect(f"ws://{host}:{port}{path}", open_timeout=5, close_timeout=1, proxy=None) as socket:
            told = json.loads(socket.recv())
    except (OSError, WebSocketException, ValueError):
        return {"QUERY_STRING": ""}  # then the app opens with what the notebook says
    return {"QUERY_STRING": str(told.get("QUERY_STRING", ""))}
