"""The invitee's pages in every state are ready for translation, and so are their scripts."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache

from calendars.tests.invitee_page.scenes import SCENES
from calendars.tests.invitee_page.stage import DATA, Stage
from oneonone.tests.marked import marked, messages_of, unmarked

NAMES = [*DATA, "OneOnOne", "UTC", "Asia/Tokyo"]

TEMPLATES = sorted(
    f"calendars/{path.name}" for path in (settings.BASE_DIR / "templates/calendars").glob("*.html")
)

STATIC = settings.BASE_DIR / "static"
SCRIPTS = [path for path in STATIC.rglob("respond*/*.js") if path.name != "words.js"] + [
    STATIC / "respond.js"
]

# A capital at a word's beginning, or a space beside a letter: what a reader sees has one or the other.
WORDY = re.compile(r"\b[A-Z][a-z]|[A-Za-z] | [A-Za-z]")

# Selectors, classes, a media query and the names of keys.
NOT_SAID = {"#answer .zone summary", "#answer h2", "plain small", "(pointer: coarse)", "Arrow"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCENES)
def test_page_says_nothing_that_is_not_translated(client, name):
    with marked():
        page = SCENES[name](Stage(client)).content.decode()

    assert unmarked(page, NAMES) == []


@pytest.mark.django_db
def test_scenes_say_every_message_of_the_templates(client):
    with marked() as language:
        for play in SCENES.values():
            cache.clear()
            play(Stage(client))

    messages = {message for name in TEMPLATES for message in messages_of(name)}
    assert sorted(messages - language.said) == []
    assert len(messages) > 80


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_has_its_words_from_the_one_that_has_them_all(path):
    assert words_in(path.read_text()) == []


def test_words_in_scripts_are_found():
    script = """say("Undone."); // "A comment"
        label.textContent = `${one} of ${all}`; /** "Told" */ add(", so");
        make("p", { className: "plain small" }, 'Undo', `${words.restored} `);"""

    assert words_in(script) == ["Undone.", "${one} of ${all}", ", so", "Undo"]


def words_in(script):
    """Return the literals that a reader could see."""
    code = re.sub(r"(?s)/\*.*?\*/|(?<![:\"'])//[^\n]*", "", script)
    literals = [text for _, text in re.findall(r"([\"'`])((?:\\.|(?!\1).)*)\1", code)]
    return [
        text for text in literals if WORDY.search(re.sub(r"\$\{.*?\}", "", text)) and text not in NOT_SAID
    ]
