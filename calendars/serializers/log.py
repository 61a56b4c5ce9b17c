"""What happened to a calendar."""

from rest_framework import serializers

from calendars.models import LogEntry


class LogEntrySerializer(serializers.ModelSerializer[LogEntry]):
    """One thing that somebody did. ``count`` says of how many people or times."""

    class Meta:
        model = LogEntry
        fields = ["id", "at", "actor", "action", "invitation", "person", "start", "count"]
        read_only_fields = fields
