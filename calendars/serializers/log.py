"""What happened to a calendar."""

from calendars.models import LogEntry
from oneonone.rows import RowSerializer


class LogEntrySerializer(RowSerializer[LogEntry]):
    """One thing that somebody did. ``count`` says of how many people or times."""

    class Meta:
        model = LogEntry
        fields = ["id", "at", "actor", "action", "invitation", "person", "start", "count"]
        read_only_fields = fields
