"""Encode the ordered objectives of a meeting as one positive integer, and decode sums of them."""

from dataclasses import dataclass

from scheduling.types import Value


@dataclass(frozen=True, slots=True)
class Scale:
    """Weigh meetings of a problem with `count` invitees so that their sums compare like the objectives.

    Fairness counts `count` at preference 2 and `count + 1` at 3, so that a meeting fewer at 1 outweighs any
    number at 2; preference counts more than all fairness, a meeting more than all preference.

    >>> scale = Scale(2)
    >>> scale.value(scale.weight(3, 2) + scale.weight(1, 1))
    Value(placed=2, preference=7, fairness=2)
    """

    count: int

    @property
    def preference(self) -> int:
        """Give what one point of preference weighs."""
        return self.count * (self.count + 1) + 1

    @property
    def placed(self) -> int:
        """Give what one meeting weighs, before its preferences."""
        return (6 * self.count + 1) * self.preference

    def fairness(self, invitee: int) -> int:
        """Give what the invitee's preference adds to fairness."""
        return (0, 0, self.count, self.count + 1)[invitee]

    def weight(self, owner: int, invitee: int) -> int:
        """Give the weight of a meeting with these preferences."""
        return self.placed + (owner + invitee) * self.preference + self.fairness(invitee)

    def fair_weight(self, owner: int, invitee: int) -> int:
        """Give the weight of a meeting where fairness comes before preference."""
        fairness = 6 * self.count + 1
        placed = (self.count * (self.count + 1) + 1) * fairness
        return placed + self.fairness(invitee) * fairness + owner + invitee

    def value(self, total: int) -> Value:
        """Read a sum of weights, or a bound on one, as the objectives."""
        placed, rest = divmod(total, self.placed)
        return Value(placed, *divmod(rest, self.preference))
