"""Every write to accounts that follows a rule."""
