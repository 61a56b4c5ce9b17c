"""A language that puts every message in brackets: what stands outside is not ready for translation."""

from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser
from unittest.mock import patch

from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.translation import trans_real

from oneonone.fields import time_zones

LANGUAGE = "en-x-marked"
BEGIN, END = "⟦⟧"
SHOWN = {"aria-label", "title", "placeholder", "alt", "label", "data-name", "data-sent", "data-unsent"}
NOT_OURS = ("textarea", "script", "style")


class Marked(NullTranslations):
    """The language; it keeps what was ``said`` in it."""

    def __init__(self):
        super().__init__()
        self.said = set()

    def to_language(self):
        return LANGUAGE

    def gettext(self, message):
        text = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        self.said.add(text)
        return f"{BEGIN}{text}{END}"

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)


@contextmanager
def marked():
    """Speak the language."""
    language = Marked()
    with patch.dict(trans_real._translations, {LANGUAGE: language}), translation.override(LANGUAGE):
        yield language


def unmarked(html, data=()):
    """Return the texts and labels of a page outside brackets, besides names and numbers."""
    reader = _Reader()
    reader.feed(html)
    texts = ["".join(reader.texts), *reader.labels]
    return [line for text in texts for line in unmarked_text(text, data)]


def unmarked_text(text, data=()):
    """Return the lines of a plain text outside brackets, besides names and numbers."""
    lines = map(str.strip, _outside(text).splitlines())
    return [line for line in lines if any(map(str.isalpha, _without(line, data)))]


def messages_of(name):
    """Yield the messages of a template, those of many after those of one."""
    nodes = get_template(name).template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        if node.filter_expression.var.literal:
            yield node.filter_expression.var.literal
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        yield from (node.render_token_list(form)[0] for form in (node.singular, node.plural) if form)


def _outside(text):
    depth, kept = 0, []
    for each in text:
        depth += (each == BEGIN) - (each == END)
        if depth == 0:
            kept.append(each)
    assert depth == 0, text
    return "".join(kept)


def _without(line, data):
    for name in sorted(data, key=len, reverse=True):
        line = line.replace(name, "")
    return line


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.labels = [], []
        self.is_ours = True

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.labels += [attrs[name] or "" for name in attrs.keys() & SHOWN]
        is_place = tag == "option" and attrs.get("value") in time_zones()
        self.is_ours = self.is_ours and tag not in NOT_OURS and not is_place

    def handle_endtag(self, tag):
        self.is_ours = self.is_ours or tag in (*NOT_OURS, "option")

    def handle_data(self, text):
        self.texts.append(text if self.is_ours else "\n")
