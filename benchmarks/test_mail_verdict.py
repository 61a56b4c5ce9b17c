"""What the mail soak lets pass, and what not."""

from types import SimpleNamespace

import pytest

from benchmarks.errands import SIZE
from benchmarks.mail_verdict import judge
from mail.models import OutgoingMail
from mail.outbox import Recipient
from mail.tests.factories import NOW, MailFactory


@pytest.mark.django_db
@pytest.mark.parametrize(("kills", "is_right"), [(2, True), (1, False), (0, False)])
def test_attempts_that_no_kill_explains_are_found_out(tmp_path, kills, is_right):
    for number in range(SIZE):
        MailFactory(to=Recipient("", f"{number}@example.org"), attempts=1)
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    OutgoingMail.objects.filter(to_email="1@example.org").update(attempts=3)
    journal = tmp_path / "journal"
    journal.write_text("".join(f"{number}@example.org accepted\n" for number in range(SIZE)))
    fleet = SimpleNamespace(journal=journal, worker_kills=kills, web_kills=0)

    assert judge(fleet, [SimpleNamespace(halves=0, answers={0: 0})], haste=1) is is_right
