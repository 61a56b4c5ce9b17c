"""What templates of mails and pages say about calendars."""
