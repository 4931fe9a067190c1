"""Words in Markdown: whatever a person wrote comes out as the words that they are, and never as markup."""

import re
from dataclasses import fields
from datetime import date
from html import unescape

import full_record
import mistune
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from manyhats.brief import build, literal, to_markdown
from manyhats.brief.answers import Answer, Exercise
from manyhats.compass import ENTRY, Evidence, RoleLine, TargetRole
from manyhats.content.modules import modules
from manyhats.hats import Hat
from manyhats.text import clean

PLUGINS = (
    "strikethrough footnotes table url task_lists def_list abbr mark insert superscript subscript math ruby spoiler"
).split()
render = mistune.create_markdown(escape=False, plugins=PLUGINS)
SPECIAL = "\\`*_[]<>&|~$^@{}#-+=:.!()\"'/;,%? \n\t\r\f1 9 a w"
words = st.one_of(
    st.text(),
    st.text(alphabet=SPECIAL, min_size=1, max_size=40),
    st.lists(
        st.sampled_from([*SPECIAL, "www.", "http://", "a@b.c", "---", "```", "&amp;", "&#42;", "<b>"])
    ).map("".join),
)


def shown(html):
    """The text that a reader sees, spaces run together; it fails if a tag is left that isn't expected."""
    return " ".join(unescape(html).split())


def seen(text):
    return " ".join(clean(text).split())


@example("1. a list")
@example("> - # all of it")
@example("[a](javascript:alert(1)) ![b](//c) <script>alert(1)</script> <http://a.b> www.a.b a@b.c :smile:")
@example("```\ncode\n``` $x$ $$y$$ ~~z~~ ==m== ^^i^^ H~2~O x^2^ {{ liquid }} {: .class}")
@example("a | b\n--- | ---\nc | d")
@example("&lt; &#60; & &copy; AT&T")
@example("[^1]: note\n*[HTML]: Hyper")
@example("a\\")
@given(words)
def test_a_paragraph_is_its_words(text):
    if not seen(text):
        assert literal(text) == ""
        return
    html = render(literal(text)).strip()
    assert re.fullmatch(r"<p>[^<]*</p>", html), html
    assert shown(html[3:-4]) == seen(text)


@given(words)
def test_a_heading_a_point_a_quotation_and_a_cell_are_their_words(text):
    if not seen(text):
        return
    made = literal(text)
    for markdown, tags in (
        (f"## {made}", r"<h2>([^<]*)</h2>"),
        (f"- {made}\n- end", r"<ul>\s*<li>([^<]*)</li>\s*<li>end</li>\s*</ul>"),
        (f"1. **{made}**\n", None),
        (f"> {made}  \n> {made}", r"<blockquote>\s*<p>([^<]*)<br />\s*[^<]*</p>\s*</blockquote>"),
        (
            f"| a | b |\n| --- | --- |\n| {made} | c |",
            r"(?s).*<tbody>\s*<tr>\s*<td>([^<]*)</td>\s*<td>c</td>.*",
        ),
    ):
        html = render(markdown).strip()
        if tags is None:
            assert set(re.findall(r"<(/?\w+)", html)) <= {"ol", "/ol", "li", "/li", "strong", "/strong"}, html
        else:
            found = re.fullmatch(tags, html)
            assert found, html
            assert shown(found[1]) == seen(text)


@pytest.mark.parametrize(
    "text", ["Plain words, a comma; a well-known dash (and brackets).", "Brook & Sons", "It's 5!"]
)
def test_plain_words_stay_readable(text):
    assert literal(text) == text


# The whole document

PAYLOADS = (
    "<script>alert(1)</script>",
    "</blockquote></main><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![y](https://example.org/z.png)",
    "# Heading\n\n---\n\n```\ncode\n```\n\n| a | b |\n| - | - |",
    "' onload='alert(1)' x=\"",
    "\ud800 \x00 \u202e",
)


def with_payload(payload):
    """A brief that holds these words in each place where a learner can write."""
    fit = full_record.compass(
        role=TargetRole("", payload, tuple(RoleLine(payload, hat) for hat in (*Hat, None))),
        profile={hat: Evidence(3, payload) for hat in Hat},
        own_questions=(payload,),
        plan=(payload,),
    )
    exercises = tuple(
        Exercise(
            module, (Answer("commitment" if module.number == 8 else module.id, payload, f"{payload}. More."),)
        )
        for module in modules().values()
        if module.number
    )
    exercises += (Exercise(exercises[0].module, problem=payload),)
    return build(
        date(2026, 11, 27),
        self_ratings={},
        compass={ENTRY: fit.to_json()},
        scenarios={},
        picks={},
        explanations={"fit": payload},
        exercises=exercises,
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_of_a_learner_become_markup(payload):
    brief = with_payload(payload)
    assert all(getattr(brief.compass, field.name) is not None for field in fields(brief.compass))
    html = render(to_markdown(brief))
    tags = set(re.findall(r"<([a-z]\w*)[^>]*>", html))
    assert tags <= {"h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
                    "blockquote", "strong", "hr", "br"}  # fmt: skip
    assert html.count("<hr />") == 1, "the appendix's own"
    assert not re.search(r"<[^>]*(?:onerror|onload|href|src)", html)
    harmless = render(to_markdown(with_payload("harmless")))
    assert {tag: html.count(f"<{tag}") for tag in ("h1", "h2", "table", "ol")} == {
        tag: harmless.count(f"<{tag}") for tag in ("h1", "h2", "table", "ol")
    }
