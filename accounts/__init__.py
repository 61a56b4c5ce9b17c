"""Users: sign-up, log-in, tokens, profile."""
