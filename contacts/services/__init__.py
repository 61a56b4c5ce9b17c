"""Every write to the address book that follows a rule."""
