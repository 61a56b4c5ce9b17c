"""Every write to calendars that follows a rule."""
