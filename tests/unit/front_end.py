"""Drives a view by its real widgets, as a front end does."""

import json
from html.parser import HTMLParser

import ipywidgets as widgets
from manyhats.views.parts import View


def below(view):
    return [view.widget] if isinstance(view, View) else getattr(view, "children", ())


def every(view, kind):
    """The widgets of one kind that are on the page now, from top to bottom."""
    found = [view] if isinstance(view, kind) else []
    return found + [widget for child in below(view) for widget in every(child, kind)]


def press(view, text):
    button = next(b for b in every(view, widgets.Button) if b.description.startswith(text))
    button.click()


def shown(view):
    """Everything that reaches the browser: every synced trait of every widget on the page."""
    return json.dumps([widget.get_state() for widget in every(view, widgets.Widget)], default=str)


def linked(output):
    """The HTML that a front end draws itself, with its links."""
    return "".join(shown["data"]["text/html"] for shown in output.outputs)


def text_of(view):
    class Text(HTMLParser):
        text = ""

        def handle_data(self, data):
            self.text += data

    parser = Text()
    for widget in every(view, (widgets.HTML, widgets.Output)):
        html = widget.value if isinstance(widget, widgets.HTML) else linked(widget)
        if "<style>" not in html:
            parser.feed(html)
    return parser.text + " ".join(label.value for label in every(view, widgets.Label))
