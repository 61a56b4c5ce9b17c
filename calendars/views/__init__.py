"""The endpoints and pages of calendars."""
