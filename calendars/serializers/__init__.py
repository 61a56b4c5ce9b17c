"""The shapes of calendars and all that belongs to them."""
