"""What pages say is ready to be translated: English is what the messages say, and nothing beside them."""

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, ngettext, pgettext

from oneonone.tests.marked import marked, unmarked

FOLDER = settings.BASE_DIR / "templates"
PAGES = [path for path in FOLDER.rglob("*.html") if "emails" not in path.parts]


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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_template_has_no_words_outside_its_messages(path):
    assert unmarked_source(path.read_text()) == []


def test_words_outside_messages_are_found():
    source = (
        '<h1 title="{% translate "Told" %}">{% translate "Hello" %} {{ name }}, thank you</h1>\n'
        '{% if a %}<p aria-label="Bare">{% blocktranslate %}Hello{% endblocktranslate %}</p>{% endif %}'
    )

    assert unmarked_source(source) == [", thank you", "Bare"]


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
