"""Who wants no more mail from whom."""

from django.conf import settings
from django.db import models

from oneonone.fields import LowerCaseEmailField


class Suppression(models.Model):
    """An address at which ``owner`` may not ask for times any more."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="suppressions", db_index=False
    )
    email = LowerCaseEmailField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "email"], name="one_suppression_per_address"),
        ]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
