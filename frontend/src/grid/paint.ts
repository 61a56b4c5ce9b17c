import type { Preference } from '../api/types'
import { instantsAt, addDays, dayOf, MINUTE, minuteOf, mondayOf, weekdayOf, type Day } from './zone'

/** The preference of each painted cell, by the instant at which it begins. */
export type Painted = ReadonlyMap<number, Preference>
export type Brush = Preference | 0
export type PaintedSlot = { start: string; end: string; preference: Preference }

const LONGEST = 1440 * MINUTE

/** Give cells a preference, or with 0 take it from them. */
export function paint(painted: Painted, instants: Iterable<number>, brush: Brush): Painted {
  const result = new Map(painted)
  for (const instant of instants) {
    if (brush === 0) result.delete(instant)
    else result.set(instant, brush)
  }
  return result
}

/** Join neighbouring cells of one preference to slots, none of them longer than a day. */
export function toSlots(painted: Painted, step: number): PaintedSlot[] {
  const slots: { start: number; end: number; preference: Preference }[] = []
  for (const [start, preference] of [...painted].sort(([a], [b]) => a - b)) {
    const last = slots.at(-1)
    const end = start + step * MINUTE
    if (last?.end === start && last.preference === preference && end - last.start <= LONGEST) last.end = end
    else slots.push({ start, end, preference })
  }
  return slots.map(({ start, end, preference }) => ({ start: iso(start), end: iso(end), preference }))
}

/** Paint the cells that slots cover wholly; where slots overlap the higher preference counts. */
export function fromSlots(slots: readonly { start: string; end: string; preference: number }[], step: number): Painted {
  const painted = new Map<number, Preference>()
  const size = step * MINUTE
  for (const slot of slots) {
    const first = Math.ceil(Date.parse(slot.start) / size) * size
    for (let start = first; start + size <= Date.parse(slot.end); start += size)
      painted.set(start, Math.max(slot.preference, painted.get(start) ?? 0) as Preference)
  }
  return painted
}

/** Paint a week like another one, by the wall clock; times that are over stay empty. */
export function copyWeek(painted: Painted, from: Day, to: Day, zone: string, now: number): Painted {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  const result = new Map([...painted].filter(([instant]) => mondayOf(dayOf(instant, zone)) !== to))
  for (const [instant, preference] of painted) {
    const day = dayOf(instant, zone)
    if (mondayOf(day) !== from) continue
    for (const copy of instantsAt(addDays(day, days), minuteOf(instant, zone), zone))
      if (copy >= now) result.set(copy, preference)
  }
  return result
}

export type Template = { days: number[]; from: number; to: number }

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

export function hoursIn(painted: Painted, step: number): number {
  return (painted.size * step) / 60
}

function iso(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
