"""Where mails go."""
