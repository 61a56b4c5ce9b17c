"""What the page behind an invitee's link shows, and how its form is read."""
