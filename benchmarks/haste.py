"""How long the hurried product of the mail soak waits; not so short that a slow machine counts as a fault."""

SHORTEST_DEADLINE = 5
SHORTEST_LEASE = 12


def deadline(total, haste):
    """Return how many seconds a mail may take, from connecting to acceptance."""
    return max(total / haste, SHORTEST_DEADLINE)


def lease(lasting, haste):
    """Return for how many seconds a mail is a worker's."""
    return max(lasting / haste, SHORTEST_LEASE)
