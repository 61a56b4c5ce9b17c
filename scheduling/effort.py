"""Count work, so that every answer ends; never seconds, so that the answer is the same on every machine."""

from dataclasses import dataclass, field

TOTAL = 10_000_000
"""Steps for everything that is asked of one problem at a time."""


@dataclass(slots=True)
class Effort:
    """Hold how many steps are left. A step is about one slot, candidate or offer that is looked at.

    What a part spends is spent of the whole. The last work to begin may spend more than there is.

    >>> whole = Effort(10)
    >>> part = whole.part(4)
    >>> part.spend(6)
    >>> part.left, whole.left, whole.part(9).left
    (-2, 4, 4)
    """

    left: int = field(default_factory=lambda: TOTAL)
    whole: "Effort | None" = None

    def part(self, most: int) -> "Effort":
        """Set some of what is left apart."""
        return Effort(max(0, min(most, self.left)), self)

    def spend(self, steps: int) -> None:
        """Count steps, in the whole as well."""
        self.left -= steps
        if self.whole is not None:
            self.whole.spend(steps)
