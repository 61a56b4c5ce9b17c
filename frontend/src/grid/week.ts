import { addDays, instantsAt, MINUTE, type Day } from './zone'

/** A place in the grid: the instants at which its time begins, none or two when the clocks change. */
export type Cell = { day: Day; minute: number; instants: number[] }
export type Week = { monday: Day; zone: string; step: number; from: number; to: number; days: Day[]; rows: Cell[][] }
export type Place = { row: number; column: number }
export type Span = { start: number; end: number }

/** Return a time of the API as instants. */
export function spanOf({ start, end }: { start: string; end: string }): Span {
  return { start: Date.parse(start), end: Date.parse(end) }
}

/** Lay a week out in rows of `step` minutes, from minute `from` to minute `to` of each day. */
export function weekOf(monday: Day, zone: string, step: number, from = 0, to = 1440): Week {
  const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place))
  const rows: Cell[][] = []
  for (let minute = from; minute < to; minute += step)
    rows.push(days.map((day) => ({ day, minute, instants: instantsAt(day, minute, zone) })))
  return { monday, zone, step, from, to, days, rows }
}

/** Return the cells of the rectangle between two places. */
export function cellsBetween(week: Week, one: Place, other: Place): Cell[] {
  const [top, bottom] = [Math.min(one.row, other.row), Math.max(one.row, other.row)]
  const [left, right] = [Math.min(one.column, other.column), Math.max(one.column, other.column)]
  return week.rows.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1))
}

/** Return the minutes of the day that a week must show: office hours, and whatever lies outside them. */
export function hoursFor(minutes: number[], step: number, usual: [number, number] = [480, 1080]): [number, number] {
  const from = Math.min(usual[0], ...minutes)
  const to = Math.max(usual[1], ...minutes.map((minute) => minute + step))
  return [Math.floor(from / 60) * 60, Math.min(Math.ceil(to / 60) * 60, 1440)]
}

/** Choose the rows' height in minutes so that every boundary of the spans falls on one. */
export function stepFor(spans: Span[], zone: (instant: number) => number, usual = 30): number {
  const edges = spans.flatMap(({ start, end }) => [zone(start), zone(end)])
  return [usual, 15, 10].find((step) => 60 % step === 0 && edges.every((edge) => edge % step === 0)) ?? 5
}

/** Return where in a day's column, from 0 to 1, a wall-clock minute lies. */
export function heightOf({ from, to }: { from: number; to: number }, minute: number): number {
  return (minute - from) / (to - from)
}

export function isWithin(cell: Cell, span: Span, step: number): boolean {
  return cell.instants.some((instant) => span.start <= instant && instant + step * MINUTE <= span.end)
}
