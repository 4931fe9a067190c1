"""An answer as it is shown: whatever was typed, only the course's own tags come out."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.grading.display import answer_html, note_html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = set("div p ul ol li blockquote strong em code pre br hr".split())
PIECES = st.sampled_from(
    [
        *(
            "<script>",
            "</div>",
            "<img src=x onerror=a>",
            "[a](javascript:b)",
            "![i](//e/x.png)",
            "<a href='x'>",
        ),
        *(
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- [x] ",
            "1. ",
            "# ",
            "```",
            "`",
            "**",
            "_",
            "$$",
            "$x$",
            "\\(",
            "\\begin{a}",
        ),
        *(
            "[r]: data:x\n",
            "[r]",
            "|a|b|\n|-|-|\n",
            "<!--",
            "]]>",
            "<svg/onload=a>",
            "&lt;",
            "&#60;",
            "http://e",
            "\0",
        ),
    ]
)


class Parsed(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def as_formgrader_shows_it(source: str) -> str:
    return str(MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(source))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_only_harmless_tags_without_attributes_are_shown(text: str) -> None:
    page = Parsed(as_formgrader_shows_it(answer_html(text)))
    (first, attributes), *others = page.tags
    assert (first, attributes) == ("div", [("class", "mh-answer tex2jax_ignore mathjax_ignore")])
    assert {tag for tag, _ in others} <= TAGS - {"div"}
    assert all(not found for _, found in others)


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1), min_size=1))
def test_no_word_is_lost(words: list[str]) -> None:
    shown = Parsed(as_formgrader_shows_it(answer_html(" ".join(words)))).text
    assert shown.split() == " ".join(words).split()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("It's 5 < 6 & so", "<p>It&#x27;s 5 &lt; 6 &amp; so</p>"),
        ("> quoted", "<blockquote>"),
        ("- one\n- two", "<li>one</li>"),
        ("- [x] B\n- [ ] C", "<li>☑ B</li>"),
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("[site](https://e.org)", "site (https://e.org)"),
        ("![cat](https://e.org/c.png)", "image: cat"),
        ("costs $5 and $6", "costs $5 and $6"),
    ],
)
def test_harmless_markdown_is_shown_as_it_was_meant(typed: str, shown: str) -> None:
    import html

    found = as_formgrader_shows_it(answer_html(typed))
    for number in (10, 36, 42, 91, 92, 93, 95, 96, 126):
        found = found.replace(f"&#{number};", chr(number))
    assert shown in found or html.unescape(shown) in html.unescape(found)


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "> " * 10_000, "*a " * 6_000, "`" * 20_000, "- " * 10_000, "![" * 9_000]
)
def test_a_text_made_to_be_slow_is_shown(text: str) -> None:
    assert as_formgrader_shows_it(answer_html(text))


def test_a_note_escapes_what_it_quotes() -> None:
    page = Parsed(as_formgrader_shows_it(note_html("Notes", ["a <b>bold</b> file\nname", "$x$ `y` [z](q)"])))
    assert {tag for tag, _ in page.tags} == {"div", "strong", "ul", "li"}
    assert "a <b>bold</b> file" in page.text
    assert "[z](q)" in page.text
