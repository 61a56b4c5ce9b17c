"""The owner's address book."""
