"""What the mails of accounts need."""
