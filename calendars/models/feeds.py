"""Subscriptions to one's meetings."""

from django.conf import settings
from django.db import models


class Feed(models.Model):
    """A user's subscription. Raising ``generation`` replaces its address, which is derived from both."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    generation = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed {self.pk}"
