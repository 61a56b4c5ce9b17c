"""The rules of a random walk through the life of calendars; ``test_life.py`` walks it."""
