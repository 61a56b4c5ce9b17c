import type { SuggestedSchedule } from '../../api/types'
import type { Timed } from '../../grid/PlanGrid'
import { heightOf } from '../../grid/week'
import { dayOf, minuteOf, type Day } from '../../grid/zone'

/** The days and hours that several schedules use, so that sketches of them can be compared. */
export type Frame = { days: Day[]; from: number; to: number; zone: string }
export type Box = { x: number; y: number; height: number }

export function frameOf(schedules: readonly SuggestedSchedule[], zone: string): Frame {
  const times = schedules.flatMap((schedule) => schedule.meetings)
  const starts = times.map(({ start }) => Date.parse(start))
  const minutes = times.flatMap(({ start, end }) => [minuteOf(Date.parse(start), zone), minuteOf(Date.parse(end) - 1, zone) + 1])
  const days = [...new Set(starts.map((start) => dayOf(start, zone)))].sort()
  return { days, from: Math.floor(least(minutes, 540) / 60) * 60, to: Math.ceil(-least(minutes.map((minute) => -minute), -600) / 60) * 60, zone }
}

/** Return where a time lies: the place of its day, and its share of the day's height from 0 to 1; null outside the frame. */
export function boxIn(frame: Frame, { start, end }: Timed): Box | null {
  const begins = Date.parse(start)
  const x = frame.days.indexOf(dayOf(begins, frame.zone))
  if (x < 0) return null
  const from = Math.max(0, heightOf(frame, minuteOf(begins, frame.zone)))
  const to = Math.min(1, heightOf(frame, minuteOf(Date.parse(end) - 1, frame.zone) + 1))
  return from < to ? { x, y: from, height: to - from } : null
}

type Difference = { name: string; value: number; delta: number; isBetter: boolean }

/** Return a schedule's numbers, and how each differs from the first schedule's. */
export function numbersOf({ score }: SuggestedSchedule, first: SuggestedSchedule, names: Record<'invitee' | 'owner' | 'lowest' | 'days' | 'idle', string>): Difference[] {
  const rows = [
    [names.invitee, 'invitee_preference', 1],
    [names.owner, 'owner_preference', 1],
    [names.lowest, 'lowest_preference', 1],
    [names.days, 'days', -1],
    [names.idle, 'idle_minutes', -1],
  ] as const
  return rows.map(([name, field, sign]) => {
    const delta = score[field] - first.score[field]
    return { name, value: score[field], delta, isBetter: delta * sign > 0 }
  })
}

/** Return how many points of preference a schedule gives up against the first one, and how many days it saves. */
export function tradeOf({ score }: SuggestedSchedule, first: SuggestedSchedule): { points: number; days: number } {
  const points = ({ owner_preference, invitee_preference }: SuggestedSchedule['score']) => owner_preference + invitee_preference
  return { points: points(first.score) - points(score), days: first.score.days - score.days }
}

function least(values: readonly number[], none: number): number {
  return values.reduce((a, b) => Math.min(a, b), values[0] ?? none)
}
