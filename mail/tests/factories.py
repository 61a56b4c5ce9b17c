"""Mails for tests."""

from datetime import UTC, datetime

import factory

from mail import outbox
from mail.models import OutgoingMail
from mail.outbox import Recipient

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

_WRITTEN_LATER = {"state", "attempts", "last_error", "give_up_at"}


class MailFactory(factory.django.DjangoModelFactory):
    """``build`` makes a draft; calling it stores one, with any state."""

    class Meta:
        model = OutgoingMail

    template = "note"
    to = Recipient("Bob Baker", "bob@example.org")
    context = factory.LazyFunction(lambda: {"name": "Bob"})
    dedupe_key = factory.Sequence("note:{}".format)
    now = NOW

    @classmethod
    def _build(cls, _model_class, **kwargs):
        return outbox.draft(**kwargs)

    @classmethod
    def _create(cls, _model_class, **kwargs):
        mail = outbox.draft(**{name: kwargs[name] for name in kwargs.keys() - _WRITTEN_LATER})
        for name in kwargs.keys() & _WRITTEN_LATER:
            setattr(mail, name, kwargs[name])
        mail.save(force_insert=True)
        return mail
