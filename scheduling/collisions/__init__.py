"""Choose starts that keep a gap between any two meetings, and prove how good the choice is.

Where starts collide, a start taken by one invitee blocks others around it, and the problem is NP-hard in
general. Its relaxation is tight, so that prices close most instances and a small search the rest.

1. `timeline` drops what cannot matter (more rivals at a start than there can be meetings; starts that another
   start of the same invitee can stand in for) and splits the rest into parts that share neither an invitee
   nor a time. 2. `chains` forgets that an invitee is met only once, and charges a price for meeting them
   instead. One pass along time then finds the best chain of meetings; with the prices it is a bound (M.
   Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27
   (1981) 1-18). 3. `prices` moves the prices to where the bound is least. 4. The starts of a chain are shared
   out anew by `scheduling.assignment`: that is a packing. Offers that no chain good enough goes through are
   swept away. 5. Where the bound stays too high, `search` goes over to a stricter form of the chains, then
   branches: an invitee is met by some time, or after it.

Everything is an integer, so every bound is proven. How many can be met is settled before how well.
"""

from scheduling.collisions.packing import Packing, pack

__all__ = ["Packing", "pack"]
