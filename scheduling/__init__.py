"""Place each invitee at one of the owner's times, and prove that nothing better exists."""

from scheduling.advice import Advice, advise
from scheduling.explain import explain, risks
from scheduling.pieces import lowest_preference
from scheduling.repairs import repairs
from scheduling.solve import solve
from scheduling.suggest import suggest
from scheduling.types import (
    Alternative,
    Booking,
    Interval,
    Invitee,
    Meeting,
    Problem,
    Repair,
    Risk,
    Schedule,
    Slot,
    Unplaced,
    Value,
)
from scheduling.verify import violations

__all__ = [
    "Advice",
    "Alternative",
    "Booking",
    "Interval",
    "Invitee",
    "Meeting",
    "Problem",
    "Repair",
    "Risk",
    "Schedule",
    "Slot",
    "Unplaced",
    "Value",
    "advise",
    "explain",
    "lowest_preference",
    "repairs",
    "risks",
    "solve",
    "suggest",
    "violations",
]
