"""Rounds of one-on-ones: collect times, plan, finalize."""
