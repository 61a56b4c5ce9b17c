// Where the rows lie: each place has the number of its day and the clock that its row shows.

const isBetween = (value, one, other) => (one <= value && value <= other) || (other <= value && value <= one);

/** Return the numbers of the places between two corners: the same hours on each of the days between. */
export function rectangle(places, from, to) {
  const [one, other] = [places[from], places[to]];
  const isInside = ({ day, clock }) => isBetween(day, one.day, other.day) && isBetween(clock, one.clock, other.clock);
  return places.flatMap((place, number) => (isInside(place) ? [number] : []));
}

/** Return the numbers from one to another, in both directions. */
export function line(from, to) {
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => first + step);
}

/** Return the number of the place where an arrow key leads; undefined where there is none. */
export function neighbour(places, from, key) {
  const { day, clock } = places[from];
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const to = { ArrowUp: from - 1, ArrowDown: from + 1 }[key] ?? atClock(places, day + across, clock);
  return places[to] && to;
}

/** Return the number of the last place of a day until a clock, else of its first place, -1 where it has none. */
function atClock(places, day, clock) {
  const until = places.findLastIndex((place) => place.day === day && place.clock <= clock);
  return until < 0 ? places.findIndex((place) => place.day === day) : until;
}
