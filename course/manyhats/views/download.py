"""A link that saves a file, made without any script, so that it works in every front end."""

from base64 import b64encode
from html import escape


def download(name: str, data: bytes, kind: str, about: str) -> str:
    """The HTML of such a link.

    Args:
        name: the file's name.
        data: what stands in it.
        kind: its media type, such as ``"application/json"``.
        about: what it is, in a few words.
    """
    coded = b64encode(data).decode()
    return (
        f"<p><a download='{escape(name, quote=True)}' href='data:{kind};base64,{coded}'>"
        f"Save a copy as {escape(name)}</a> "
        f"<span class='mh-muted'>({max(1, round(len(data) / 1000))} kB; {escape(about)})</span></p>"
    )
