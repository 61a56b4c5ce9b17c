import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from mail.models import OutgoingMail
from mail.tests.factories import MailFactory
from mail.worker import Worker

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
LIST = reverse("admin:mail_outgoingmail_changelist")


@pytest.fixture
def operator(client):
    client.force_login(get_user_model().objects.create_superuser("operator"))
    return client


def choose(client, action, *mails):
    return client.post(LIST, {"action": action, "_selected_action": [mail.pk for mail in mails]}, follow=True)


def test_the_list_can_be_searched_and_filtered(operator):
    MailFactory(dedupe_key="final:1", state=State.FAILED, last_error="550 no such user")
    MailFactory(dedupe_key="final:2", state=State.FAILED)
    MailFactory(dedupe_key="final:1:again")

    response = operator.get(LIST, {"q": "final:1", "state": State.FAILED, "template": "note"})

    assert [mail.dedupe_key for mail in response.context["cl"].result_list] == ["final:1"]
    assert "550 no such user" in response.content.decode()


def test_the_list_costs_the_same_for_many_mails(operator, django_assert_max_num_queries):
    MailFactory.create_batch(3)

    with django_assert_max_num_queries(8):
        operator.get(LIST)


def test_a_mail_shows_its_context_and_no_link(operator):
    mail = MailFactory(context={"name": "Roberta"})

    page = operator.get(reverse("admin:mail_outgoingmail_change", args=[mail.pk])).content.decode()

    assert "Roberta" in page
    assert "/respond/" not in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_nothing_is_written_by_hand(operator, page):
    mail = MailFactory()
    args = [] if page == "add" else [mail.pk]

    response = operator.post(reverse(f"admin:mail_outgoingmail_{page}", args=args), {"state": State.SENT})

    assert response.status_code == 403
    mail.refresh_from_db()
    assert mail.state == State.QUEUED


def test_failed_mails_are_sent_again(operator):
    failed, sent = MailFactory(state=State.FAILED), MailFactory(state=State.SENT)

    response = choose(operator, "send_again", failed, sent)

    assert [str(message) for message in response.context["messages"]] == ["1 failed mails are queued again."]
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == [
        State.QUEUED,
        State.SENT,
    ]


def test_what_waits_is_left_unsent_and_nothing_else(operator):
    mails = [MailFactory(state=state) for state in (State.QUEUED, State.SENT, State.FAILED)]

    response = choose(operator, "leave_unsent", *mails)

    assert [str(message) for message in response.context["messages"]] == ["1 mails are left unsent."]
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "last_error")) == [
        (State.SUPERSEDED, "An operator left it unsent."),
        (State.SENT, ""),
        (State.FAILED, ""),
    ]
    assert Worker().drain() == 0


def test_who_may_only_view_can_neither_send_again_nor_leave_unsent(client):
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_outgoingmail"))
    client.force_login(viewer)
    failed, waiting = MailFactory(state=State.FAILED), MailFactory()

    choose(client, "send_again", failed)
    choose(client, "leave_unsent", waiting)

    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == [
        State.FAILED,
        State.QUEUED,
    ]
