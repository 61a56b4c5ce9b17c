import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Invitation, Slot } from '../api/types'
import { day, time } from '../ui/format'
import { moved, type Cursor } from './cursor'
import { HeatDetail } from './HeatDetail'
import { countFree } from './heat'
import { preferenceAt } from './spans'
import { strings } from './strings'
import { WeekFrame, type CellView } from './WeekFrame'
import { WeekNav } from './WeekNav'
import { hoursFor, spanOf, stepFor, weekOf, type Cell, type Place, type Week } from './week'
import { dayOf, minuteOf, mondayOf } from './zone'

type Props = { slots: readonly Slot[]; invitations: readonly Invitation[]; zone: string; now: number }

/** How many of those who answered can at each time; who they are is told of the cell that is pointed at. */
export function HeatGrid({ slots, invitations, zone, now }: Props) {
  const answered = useMemo(() => invitations.filter((each) => each.status === 'responded'), [invitations])
  const spans = useMemo(() => slots.map(spanOf), [slots])
  const [monday, setMonday] = useState(() => mondayOf(dayOf(Math.min(...spans.map((span) => span.start), now + 1e15), zone)))
  const [cursor, setCursor] = useState<Cursor>({ at: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } })
  const [pointed, setPointed] = useState<Place | null>(null)
  const grid = useRef<HTMLDivElement>(null)

  const { week, counts } = useMemo(() => {
    const minute = (instant: number) => minuteOf(instant, zone)
    const step = stepFor(spans, minute)
    const shown = spans.flatMap(({ start, end }) => [minute(start), minute(end - 1)])
    const laidOut = weekOf(monday, zone, step, ...hoursFor(shown, step))
    const instants = laidOut.rows.flat().flatMap((cell) => cell.instants).sort((a, b) => a - b)
    const free = countFree(instants, step, answered)
    return { week: laidOut, counts: new Map(instants.map((instant, place) => [instant, free[place] ?? 0])) }
  }, [spans, answered, monday, zone])

  useEffect(() => {
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${cursor.at.row}"][data-column="${cursor.at.column}"]`)
    if (grid.current?.contains(document.activeElement)) cell?.focus()
  }, [cursor])

  // Pointing is quick because what the cells look like is worked out once a week.
  const views = useMemo(() => {
    const look = (cell: Cell) => viewOf(cell, week, slots, counts, answered.length)
    return new Map(week.rows.flat().map((cell) => [cell, look(cell)]))
  }, [week, slots, counts, answered])
  const view = (cell: Cell, place: Place) => {
    const found = views.get(cell) ?? { className: '' }
    const isPointed = pointed?.row === place.row && pointed.column === place.column
    return isPointed ? { ...found, className: `${found.className} selected` } : found
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(cursor, event.key, false, { rows: week.rows.length, columns: 7 })
    if (!next) return
    event.preventDefault()
    setCursor(next)
  }
  const point = (at: Place) => {
    setPointed(at)
    setCursor({ at, anchor: at })
  }
  const start = pointed ? week.rows[pointed.row]?.[pointed.column]?.instants[0] : undefined
  return (
    <div className="heat-layout">
      <div className="editor">
        <div className="editor-bar">
          <Legend />
          <WeekNav monday={monday} zone={zone} onMove={setMonday} />
        </div>
        <WeekFrame gridRef={grid} week={week} now={now} label={strings.heat(zone)} view={view} focus={cursor.at} onFocusCell={point} onHoverCell={setPointed} onKeyDown={onKeyDown} />
      </div>
      <HeatDetail start={start} minutes={week.step} zone={zone} answered={answered} />
    </div>
  )
}

function viewOf(cell: Cell, { zone, step }: Week, slots: readonly Slot[], counts: ReadonlyMap<number, number>, all: number): CellView {
  const start = cell.instants[0]
  if (start === undefined) return { className: 'outside', label: strings.skipped(cell.day) }
  const isOurs = preferenceAt(slots, start, step) > 0
  const count = counts.get(start) ?? 0
  const share = all ? count / all : 0
  const label = `${day(start, zone)} ${time(start, zone)}`
  return {
    className: [isOurs ? 'offer' : 'outside', share ? 'heat' : 'heat-0', share === 1 && 'heat-all'].filter(Boolean).join(' '),
    heat: share ? 0.15 + 0.85 * share : undefined,
    mark: count ? String(count) : undefined,
    label: strings.heatCell(isOurs ? label : strings.outside(label), count, all),
  }
}

function Legend() {
  return (
    <p className="legend">
      {strings.legendNone} <span className="ramp" aria-hidden="true" /> {strings.legendAll}
      <span className="ours">{strings.yours}</span>
    </p>
  )
}
