"""An address as a QR code, drawn here: nothing is asked of another host."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=64)
def qr_svg(address: str, label: str) -> str:
    """The code as an SVG element that stands in a page.

    Dark on light in every theme, with the quiet zone of four modules that the standard asks for: many phones
    can't read a code that is light on dark.

    Args:
        address: what the code says.
        label: what the picture is, for those who hear the page.
    """
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        title=label,
        svgclass="mh-qr",
        lineclass=None,
        omitsize=True,
        xmldecl=False,
        svgns=False,
        nl=False,
    )
    return written.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)
