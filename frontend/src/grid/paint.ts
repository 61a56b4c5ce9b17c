import type { Preference, SlotWrite } from '../api/types'
import { joined } from './spans'
import { spanOf, type Span } from './week'
import { addDays, DAY, dayOf, firstAt, instantsAt, lastAt, MINUTE, minuteOf, weekdayOf, type Day } from './zone'

/** Times with preferences, in order. They keep their own boundaries, whatever rows the grid shows them in. */
export type Painted = readonly (Span & { preference: Preference })[]
export type Brush = Preference | 0

const LONGEST = 1440 * MINUTE
const QUARTER = 15 * MINUTE

/** Give the times of cells, `step` minutes each, a preference, or with 0 take it from them. */
export function paint(painted: Painted, instants: Iterable<number>, step: number, brush: Brush): Painted {
  const cells = [...instants].map((start) => ({ start, end: start + step * MINUTE }))
  const rest = cells.reduce(without, painted)
  return brush === 0 ? rest : joinedAlike([...rest, ...cells.map((cell) => ({ ...cell, preference: brush }))])
}

/** Clear a span. */
export function without(painted: Painted, { start, end }: Span): Painted {
  return painted.flatMap((each) =>
    each.end <= start || end <= each.start
      ? [each]
      : [
          { ...each, end: start },
          { ...each, start: end },
        ].filter((piece) => piece.start < piece.end),
  )
}

/** Join neighbouring times of one preference, to none longer than a day. */
function joinedAlike(painted: Painted): Painted {
  const result: { start: number; end: number; preference: Preference }[] = []
  for (const span of [...painted].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last?.end === span.start && last.preference === span.preference && span.end - last.start <= LONGEST) last.end = span.end
    else result.push({ ...span })
  }
  return result
}

/** Return the highest preference that touches the time of `step` minutes from an instant on, or 0. */
export function colourAt(painted: Painted, instant: number, step: number): Brush {
  const touching = painted.filter((each) => each.start < instant + step * MINUTE && instant < each.end)
  return Math.max(0, ...touching.map(({ preference }) => preference)) as Brush
}

export function toSlots(painted: Painted): SlotWrite[] {
  return painted.map(({ start, end, preference }) => ({ start: iso(start), end: iso(end), preference }))
}

export function fromSlots(slots: readonly SlotWrite[]): Painted {
  const painted = slots.map((slot) => ({ ...spanOf(slot), preference: slot.preference as Preference }))
  return painted.sort((a, b) => a.start - b.start)
}

/** Return the time from a Monday to the next one. */
export function weekFrom(monday: Day, zone: string): Span {
  return { start: firstAt(monday, 0, zone), end: firstAt(addDays(monday, 7), 0, zone) }
}

/** Paint a week like another one, by the wall clock; times that are over stay empty. */
export function copyWeek(painted: Painted, from: Day, to: Day, zone: string, now: number): Painted {
  const days = (Date.parse(to) - Date.parse(from)) / DAY
  const week = weekFrom(from, zone)
  const soonest = Math.ceil(now / QUARTER) * QUARTER
  const copies = painted
    .map((each) => ({ ...each, start: Math.max(each.start, week.start), end: Math.min(each.end, week.end) }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end, preference }) => ({
      start: Math.max(firstAt(addDays(dayOf(start, zone), days), minuteOf(start, zone), zone), soonest),
      end: lastAt(addDays(dayOf(end, zone), days), minuteOf(end, zone), zone),
      preference,
    }))
    .filter(({ start, end }) => start < end)
  return joinedAlike([...without(painted, weekFrom(to, zone)), ...copies])
}

type Template = { days: number[]; from: number; to: number }

export const TEMPLATES = {
  mornings: { days: [0, 1, 2, 3, 4], from: 9 * 60, to: 12 * 60 },
  afternoons: { days: [0, 1, 2, 3, 4], from: 13 * 60, to: 17 * 60 },
  evenings: { days: [0, 1, 2, 3, 4], from: 17 * 60, to: 20 * 60 },
} satisfies Record<string, Template>

/** Return the cells of a week that a template names, but for those that are over. */
export function cellsOf(template: Template, monday: Day, zone: string, step: number, now: number): number[] {
  const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place))
  const minutes = Array.from({ length: Math.floor((template.to - template.from) / step) }, (_, row) => template.from + row * step)
  return days
    .filter((day) => template.days.includes(weekdayOf(day)))
    .flatMap((day) => minutes.flatMap((minute) => instantsAt(day, minute, zone)))
    .filter((instant) => instant >= now)
}

export function hoursIn(painted: Painted): number {
  return joined(toSlots(painted)).reduce((sum, { start, end }) => sum + end - start, 0) / (60 * MINUTE)
}

/** Return the minutes of the day at which the rows begin that must be shown, each of them `step` minutes. */
export function minutesOf(painted: Painted, step: number, zone: string): number[] {
  return painted.flatMap(({ start, end }) => {
    const [first, last] = [minuteOf(start, zone), minuteOf(Math.max(start, end - step * MINUTE), zone)]
    return first <= last ? [first, last] : [0, 1440 - step]
  })
}

function iso(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
