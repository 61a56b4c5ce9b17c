"""The endpoints of the address book."""
