"""Makes a learner's words safe to look at: formgrader and the feedback page show Markdown as it comes.

The raw answer is what the check reads. Afterwards it is replaced by HTML that this module writes itself, from
a fixed set of tags without attributes: paragraphs, lists, quotations and emphasis look as the learner meant
them; links and images are shown as the text that they are; no formula is typeset.
"""

import re
from html import escape
from typing import Any

import mistune
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from manyhats.grading.cells import is_prose_answer
from manyhats.text import clean

_SHOWN = 40  # characters of markup that a remark quotes
_ANSWER = '<div class="mh-answer tex2jax_ignore mathjax_ignore">{}</div>'
_ACTIVE = re.compile(
    r"""</?[a-z][a-z0-9:-]{0,30}[\s/>] | <[!?]          # a tag, a comment, a declaration
    | (?:java|vb)script\s{0,9}: | data:[a-z]{1,20}/     # an address that is a program
    | \\[a-z]{2,20}\s{0,9}[{(\[]                       # a command of TeX""",
    re.IGNORECASE | re.VERBOSE,
)
_BULLET = re.compile(r"^\[([ xX])\]\s")


class _PlainRenderer(mistune.HTMLRenderer):
    """HTML of Markdown's harmless parts; every method returns tags without attributes around escaped text."""

    def text(self, text: str) -> str:
        return escape(text)

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        return text if escape(url) == text else f"{text} ({escape(url)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        return f"[image: {text}] ({escape(url)})"

    def codespan(self, text: str) -> str:
        return f"<code>{escape(text)}</code>"

    def block_code(self, code: str, info: str | None = None) -> str:  # noqa: ARG002
        return f"<pre>{escape(code)}</pre>\n"

    def inline_html(self, html: str) -> str:
        return escape(html)

    def block_html(self, html: str) -> str:
        return f"<p>{escape(html.strip())}</p>\n"

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ARG002
        return f"<p><strong>{text}</strong></p>\n"

    def list(self, text: str, ordered: bool, **attrs: Any) -> str:  # noqa: ARG002
        return f"<ol>\n{text}</ol>\n" if ordered else f"<ul>\n{text}</ul>\n"

    def list_item(self, text: str) -> str:
        box = _BULLET.match(text)
        if box:
            text = ("☐ " if box[1] == " " else "☑ ") + text[box.end() :]
        return f"<li>{text}</li>\n"


def answer_html(text: str) -> str:
    """An answer as one line of HTML without attributes of the learner's, for a Markdown cell.

    One line, because Markdown ends a block of HTML at the first blank line.
    """
    render = mistune.create_markdown(renderer=_PlainRenderer(escape=True))
    try:
        body = str(render(clean(text)))
    except (RecursionError, ValueError, TypeError, IndexError, KeyError):
        body = f"<pre>{escape(clean(text))}</pre>"  # a text that breaks the parser is shown as it was typed
    return _ANSWER.format(_on_one_line(body))


def active_markup(text: str) -> str:
    """The beginning of what a browser or MathJax would act on in a text, if it got it; empty when there is none."""
    found = _ACTIVE.search(text)
    return " ".join(text[found.start() : found.start() + _SHOWN].split()) if found else ""


def note_html(title: str, sentences: list[str]) -> str:
    """A titled list of sentences as one line of HTML, for a Markdown cell."""
    items = "".join(f"<li>{escape(clean(sentence))}</li>" for sentence in sentences)
    return _ANSWER.format(_on_one_line(f"<strong>{escape(title)}</strong><ul>{items}</ul>"))


def _on_one_line(html: str) -> str:
    """Keep Markdown and MathJax out: no line end, no delimiter of a formula or of anything else."""
    for character in "\\$`*_[]~\n":
        html = html.replace(character, f"&#{ord(character)};")
    return html


class ShowSafely(NbGraderPreprocessor):
    """For the end of ``Autograde.autograde_preprocessors``: the answers have been scored, now they are shown."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: dict[str, Any],
        cell_index: int,  # noqa: ARG002
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace an answer by its safe form."""
        if is_prose_answer(cell):
            cell.source = answer_html(cell.source)
        return cell, resources
