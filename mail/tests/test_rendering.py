import pytest
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from mail.rendering import Rendered, render
from mail.tests.factories import MailFactory


def test_a_mail_is_rendered_from_its_three_templates():
    mail = MailFactory.build(context={"name": "Bob & Co", "body": "It's 5 < 6."})

    rendered = render(mail)

    assert rendered == Rendered(
        subject="A note for Bob & Co",
        text="Dear Bob & Co,\n\nhttp://testserver/respond/bob-co/\n\nIt's 5 < 6.\n",
        html=rendered.html,
    )
    assert '<p style="color: red;">Dear Bob &amp; Co</p>' in rendered.html
    assert "@media print" in rendered.html


def test_a_preview_shows_no_personal_link():
    assert render(MailFactory.build(), preview=True).text == "Dear Bob,\n\n(your personal link)\n"


@pytest.mark.parametrize(
    "name",
    ["Bob\r\nBcc: eve@example.org", "Bob\u2028Bcc: eve@example.org", "Bob\x00\u202eBcc: eve@example.org"],
)
def test_a_subject_is_one_line(name):
    assert render(MailFactory.build(context={"name": name})).subject == "A note for Bob Bcc: eve@example.org"


def test_long_lines_are_wrapped_between_words():
    rendered = render(MailFactory.build(context={"name": "Bob", "body": "123456789 " * 100}))

    assert max(len(line) for line in rendered.text.splitlines()) == 239


@pytest.mark.parametrize(
    ("template", "fault"), [("missing", TemplateDoesNotExist), ("broken", TemplateSyntaxError)]
)
def test_a_template_at_fault_raises(template, fault):
    with pytest.raises(fault):
        render(MailFactory.build(template=template))
