import { useState, type ReactNode } from 'react'
import type { Slot } from '../api/types'
import { preferenceAt } from './spans'
import { WeekFrame } from './WeekFrame'
import { WeekNav } from './WeekNav'
import { heightOf, hoursFor, spanOf, stepFor, weekOf, type Cell, type Week } from './week'
import { dayOf, MINUTE, minuteOf, mondayOf } from './zone'

export type Timed = { start: string; end: string }
type Props = {
  slots: readonly Slot[]
  times: readonly Timed[]
  zone: string
  now: number
  /** A time that is kept in view, whichever week it moves to. */
  follow?: Timed
  /** What lies above the week, and is dragged onto it. */
  tray?: (week: Week) => ReactNode
  /** What lies over the week, drawn with `boxOf`. */
  children: (week: Week) => ReactNode
}

/** The owner's times as a backdrop, and meetings over it. */
export function PlanGrid({ slots, times, zone, now, follow, tray, children }: Props) {
  const first = Math.min(...[...times, ...slots].map(({ start }) => Date.parse(start)))
  const [chosen, setMonday] = useState<string | null>(null)
  const monday = chosen ?? mondayOf(dayOf(Number.isFinite(first) ? first : now, zone))
  const followed = follow && mondayOf(dayOf(Date.parse(follow.start), zone))
  if (followed && followed !== monday) setMonday(followed)
  const week = backdrop(slots, follow ? [...times, follow] : times, zone, monday)
  const view = (cell: Cell) => {
    const start = cell.instants[0]
    const preference = start === undefined ? 0 : preferenceAt(slots, start, week.step)
    return { className: preference ? `tint t${preference}` : '' }
  }
  return (
    <div className="editor plan-grid">
      <div className="editor-bar">
        <WeekNav monday={monday} zone={zone} onMove={setMonday} />
      </div>
      {tray?.(week)}
      <WeekFrame week={week} now={now} view={view} overlay={children(week)} />
    </div>
  )
}

function backdrop(slots: readonly Slot[], times: readonly Timed[], zone: string, monday: string): Week {
  const minute = (instant: number) => minuteOf(instant, zone)
  const spans = slots.map(spanOf)
  const step = stepFor(spans, minute)
  const shown = [...slots, ...times].flatMap(({ start, end }) => [minute(Date.parse(start)), minute(Date.parse(end) - 1)])
  return weekOf(monday, zone, step, ...hoursFor(shown, step, [540, 1020]))
}

type Box = { left: string; top: string; width: string; height: string }

/** Return where a time lies over the week, or null when it lies in another one. */
export function boxOf(week: Week, { start, end }: Timed): Box | null {
  const begins = Date.parse(start)
  const column = week.days.indexOf(dayOf(begins, week.zone))
  if (column < 0) return null
  const minutes = (Date.parse(end) - begins) / MINUTE
  const percent = (share: number) => `${(100 * share).toFixed(3)}%`
  return {
    left: `calc(${percent(column / 7)} + 2px)`,
    width: `calc(${percent(1 / 7)} - 4px)`,
    top: percent(heightOf(week, minuteOf(begins, week.zone))),
    height: percent(minutes / (week.to - week.from)),
  }
}
