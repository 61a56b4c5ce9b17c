"""What the mail soak found: which mails were lost, doubled or late.

An attempt that ended without a word is forgiven to a worker that was killed, and to each only one: one that
lives and forgets is found out. A mail is late where it took longer than its own faults force: the
deadline of an attempt to which the server says nothing, the lease of an attempt that was killed, and the
pauses after those that failed.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import connection

from benchmarks import haste as hurried
from benchmarks.errands import SIZE
from mail import leases
from mail.models import OutgoingMail

LATE = timedelta(seconds=90)
STORED = ("accepted", "silent")
REJECTED = ("rejected", "spam")
LONGEST_JITTER = 1.2


def judge(fleet, asked, haste):
    """Print the figures, and return whether they are as they must be."""
    met = defaultdict(list)
    for line in fleet.journal.read_text().splitlines():
        address, fate = line.split()
        met[address].append(fate)
    mails = list(OutgoingMail.objects.all())
    fates = Counter(fate for fates in met.values() for fate in fates)
    count = len(asked) * SIZE
    lost = count - sum(is_done_with(mail, met[mail.to_email]) for mail in mails)
    doubled = sum(max(0, sum(fate in STORED for fate in fates) - 1) for fates in met.values())
    print(
        f"{connection.vendor}: {count} mails, {fleet.worker_kills} workers and {fleet.web_kills} web killed"
    )
    print(f"  server: {', '.join(f'{count} {fate}' for fate, count in sorted(fates.items()))}")
    halves = sum(errand.halves for errand in asked)
    print(f"  unanswered requests: {sum(errand.answers[0] for errand in asked)}; half changes: {halves}")
    print(f"  lost: {lost}; written: {len(mails)}; attempts: {sum(mail.attempts for mail in mails)}")
    print(
        f"  doubled: {doubled}, allowed: {fleet.worker_kills} kills + {fates['silent']} stored without a word"
    )
    forgiven = sum(forgotten(mail, met[mail.to_email]) for mail in mails)
    print(f"  attempts that ended without a word: {forgiven}, allowed: {fleet.worker_kills} kills")
    is_late = tell_times([mail for mail in mails if mail.sent_at], met, haste)
    is_right = lost == halves == 0 and len(mails) == count
    is_right = is_right and doubled <= fleet.worker_kills + fates["silent"]
    is_right = is_right and forgiven <= fleet.worker_kills
    return is_right and not (is_late and haste == 1)


def is_done_with(mail, fates):
    """Whether a mail was stored by the server, or rejected for good; and its row says so."""
    if mail.state == OutgoingMail.State.SENT:
        return any(fate in STORED for fate in fates)
    return mail.state == OutgoingMail.State.FAILED and any(fate in REJECTED for fate in fates)


def tell_times(sent, met, haste):
    """Print how long mails took, and return whether one was late."""
    at_once = [mail.sent_at - mail.created_at for mail in sent if mail.attempts == 1]
    times = [(mail.sent_at - mail.created_at, forced(mail, met[mail.to_email], haste)) for mail in sent]
    slowest, beyond = max(time for time, _ in times), max(time - force for time, force in times)
    print(
        f"  sent at once: {len(at_once)}, slowest {seconds(max(at_once))}; of all: {seconds(slowest)},"
        f" at most {seconds(beyond)} beyond what its own faults force"
    )
    return beyond > LATE


def forgotten(mail, fates):
    """Return how many attempts ended without a word: unseen by the server, or accepted and repeated."""
    return max(0, mail.attempts - len(fates)) + max(0, sum(fate == "accepted" for fate in fates) - 1)


def forced(mail, fates, haste):
    """Return how long the faults that a mail met keep it at most."""
    waits = sum(fate in {"hung", "dripped"} for fate in fates)
    deadline = hurried.deadline(settings.MAIL_TOTAL_SECONDS, haste)
    lease = hurried.lease(settings.MAIL_LEASE_SECONDS, haste)
    pauses = sum(leases._RETRY_DELAYS[: mail.attempts - 1], timedelta(0)) / haste * LONGEST_JITTER  # noqa: SLF001
    return pauses + timedelta(seconds=waits * deadline + forgotten(mail, fates) * lease)


def seconds(time):
    return f"{time.total_seconds():.1f} s"
