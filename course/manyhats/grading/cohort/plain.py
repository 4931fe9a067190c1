"""A learner's text out of the safe HTML that a graded notebook shows it as."""

from html.parser import HTMLParser

_BLOCKS = {"p", "li", "ul", "ol", "pre", "blockquote", "br", "div"}


class _Text(HTMLParser):
    """Collects what would be seen, with a new line at each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """The text of an answer as ``display.answer_html`` wrote it; blocks stand on lines of their own."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)
