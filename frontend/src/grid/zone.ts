/** Wall clocks and instants. A day is `2026-11-23`, a wall-clock time its minutes since midnight. */
export type Day = string

export const MINUTE = 60_000
export const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
    format = new Intl.DateTimeFormat('en-US', { ...options, hourCycle: 'h23', timeZone: zone })
    formats.set(zone, format)
  }
  return format
}

const offsets = new Map<string, Map<number, number>>()

/** Return what must be added to UTC to get the zone's wall clock. Clocks change at quarters of hours, so each is asked once. */
export function offsetAt(instant: number, zone: string): number {
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const quarter = Math.floor(instant / (15 * MINUTE))
  const offset = known.get(quarter) ?? offsetOf(quarter * 15 * MINUTE, zone)
  known.set(quarter, offset)
  return offset
}

function offsetOf(instant: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day, hour, minute, second } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

export function dayOf(instant: number, zone: string): Day {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10)
}

export function minuteOf(instant: number, zone: string): number {
  return Math.floor((instant + offsetAt(instant, zone)) / MINUTE) % 1440
}

/** Return the instants at which the zone's clocks show a time: none when they skip it, two when they repeat it. */
export function instantsAt(day: Day, minute: number, zone: string): number[] {
  const wall = Date.parse(`${day}T00:00Z`) + minute * MINUTE
  const offsets = new Set([offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)])
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => instant + offsetAt(instant, zone) === wall)
    .sort((a, b) => a - b)
}

/** Return when the zone's clocks first show a time; where they skip it, an hour later by the clock. */
export function firstAt(day: Day, minute: number, zone: string): number {
  return shownAt(day, minute, zone)[0] ?? NaN
}

/** Return when the zone's clocks show a time for the last time; where they skip it, an hour later by the clock. */
export function lastAt(day: Day, minute: number, zone: string): number {
  return shownAt(day, minute, zone).at(-1) ?? NaN
}

function shownAt(day: Day, minute: number, zone: string): number[] {
  const instants = instantsAt(day, minute, zone)
  return instants.length ? instants : instantsAt(day, minute + 60, zone)
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY).toISOString().slice(0, 10)
}

/** Return 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7
}

export function mondayOf(day: Day): Day {
  return addDays(day, -weekdayOf(day))
}
