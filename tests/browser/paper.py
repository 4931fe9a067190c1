"""Looks for what paper can't show: light ink, in text and in drawings, and dark ground under it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_LIGHTEST_TEXT, _LIGHTEST_LINE, _DARKEST_GROUND = 0.3, 0.65, 0.5  # relative luminance; white has 1

_FAULTS = """([root, text, line, ground]) => {
    const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
    const pen = canvas.getContext("2d", {willReadFrequently: true});
    // As it comes out on white paper, with its opacity.
    const luminance = (colour) => {
        pen.fillStyle = "#ffffff";
        pen.fillRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const part = (value) => value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
        const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
        return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    };
    const faults = [];
    const told = (element, what, colour) =>
        faults.push(`${what} ${colour}: ${element.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
    for (const element of document.querySelectorAll(`${root}, ${root} *`)) {
        if (!element.checkVisibility()) continue;
        const look = getComputedStyle(element);
        const drawn = element instanceof SVGElement;
        const writes = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        const ink = drawn ? look.fill : look.color;
        if (writes && luminance(ink) > text) told(element, "text", ink);
        if (element.matches("polyline, circle, path") && look.stroke !== "none" && luminance(look.stroke) > line)
            told(element, "line", look.stroke);
        if (writes && !drawn && luminance(look.backgroundColor) < ground) told(element, "ground", look.backgroundColor);
    }
    return faults;
}"""


def faults_on_paper(page: "Page", root: str) -> list[str]:
    """Print, and say what would be lost on white paper.

    Args:
        page: shows what is printed.
        root: a selector; it and everything below it is looked at.

    Returns:
        A line for each fault: what it is, its colour and where.
    """
    page.emulate_media(media="print")
    return page.evaluate(_FAULTS, [root, _LIGHTEST_TEXT, _LIGHTEST_LINE, _DARKEST_GROUND])
