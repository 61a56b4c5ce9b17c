"""What people read is ready to be translated: English is what the messages say, and nothing beside them."""

import ast
import re

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, ngettext, pgettext

from oneonone.tests.marked import marked, unmarked

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]

# Operators and those who write clients read these.
NOT_OURS = {"admin.py", "app.py", "caching.py", "env.py", "schema.py", "settings.py"}
NOT_OURS |= {"management", "migrations", "tests"}
NOT_SAID = {"description", "help_text"}
PYTHON = [
    path.relative_to(settings.BASE_DIR)
    for app in ("accounts", "contacts", "calendars", "oneonone")
    for path in (settings.BASE_DIR / app).rglob("*.py")
    if NOT_OURS.isdisjoint(path.parts)
]

# What begins like a sentence, or goes on like one; the other is a header's.
SENTENCE = re.compile(r"(?!Bearer )[A-Z][a-z]+[ .,]| [a-z]+ [a-z]")


def unmarked_source(source):
    """Return a template's texts outside its tags, whichever of its branches they are in."""
    texts, is_translated = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            is_translated = tag == "blocktranslate" or (is_translated and tag != "endblocktranslate")
        elif token.token_type == TokenType.TEXT and not is_translated:
            texts.append(token.contents)
    return unmarked("".join(texts), data=["OneOnOne"])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_template_has_no_words_outside_its_messages(path):
    assert unmarked_source(path.read_text()) == []


def test_words_outside_messages_are_found():
    source = (
        '<h1 title="{% translate "Told" %}">{% translate "Hello" %} {{ name }}, thank you</h1>\n'
        '{% if a %}<p aria-label="Bare">{% blocktranslate %}Hello{% endblocktranslate %}</p>{% endif %}'
    )

    assert unmarked_source(source) == [", thank you", "Bare"]


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_python_says_nothing_that_is_not_translated(path):
    assert sentences_beside_messages(ast.parse((settings.BASE_DIR / path).read_text())) == []


def test_sentences_beside_messages_are_found():
    source = (
        'def told():\n  """A docstring."""\n'
        '  return gettext("Told."), f"Hello {name}", "Not told.", f"{name} has answered", "key"'
    )

    assert sorted(sentences_beside_messages(ast.parse(source))) == [" has answered", "Hello ", "Not told."]


def sentences_beside_messages(tree):
    """Return the literals like sentences that are neither messages nor docstrings."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    translated = [call.args for call in calls if getattr(call.func, "id", "").partition("gettext")[1]]
    excused = {id(each) for args in translated for each in args}
    excused |= {id(each.value) for call in calls for each in call.keywords if each.arg in NOT_SAID}
    excused |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in excused]
    return [node.value for node in literals if isinstance(node.value, str) and SENTENCE.match(node.value)]


def test_every_kind_of_message_is_marked_and_remembered():
    with marked() as language:
        texts = [
            gettext("Yes"),
            pgettext("an answer", "No"),
            ngettext("one", "many", 1),
            ngettext("one", "many", 2),
        ]

    assert texts == ["⟦Yes⟧", "⟦No⟧", "⟦one⟧", "⟦many⟧"]
    assert language.said == {"Yes", "No", "one", "many"}
    assert gettext("Yes") == "Yes"
