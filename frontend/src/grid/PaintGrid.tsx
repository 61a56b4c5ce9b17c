import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { day, time } from '../ui/format'
import { brushOf, moved, type Cursor } from './cursor'
import { colourAt, paint, type Brush, type Painted } from './paint'
import { strings } from './strings'
import { usePainting } from './usePainting'
import { WeekFrame } from './WeekFrame'
import { cellsBetween, type Cell, type Place, type Week } from './week'

const ORIGIN: Cursor = { at: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } }

type Props = {
  week: Week
  painted: Painted
  brush: Brush
  now: number
  onPaint: (painted: Painted) => void
  isOffered?: (cell: Cell) => boolean
}

/** The week on which one paints times with preferences, by drag, touch or keyboard. */
export function PaintGrid({ week, painted, brush, now, onPaint, isOffered }: Props) {
  const help = useId()
  const [cursor, setCursor] = useState(ORIGIN)
  const instantsBetween = (from: Place, to: Place) =>
    cellsBetween(week, from, to)
      .flatMap((cell) => cell.instants)
      .filter((instant) => instant >= now)
  // A stroke that begins where the brush has been takes away what it finds there.
  const colourFrom = (from: Place): Brush => (preferenceOf(painted, week, from) === brush ? 0 : brush)
  const stroked = (from: Place, to: Place) => paint(painted, instantsBetween(from, to), week.step, colourFrom(from))
  const { grid, stroke, onPointerDown } = usePainting((from, to) => {
    onPaint(stroked(from, to))
    setCursor({ at: to, anchor: to })
  })
  const shown = stroke ? stroked(stroke.from, stroke.to) : painted

  useEffect(() => {
    if (grid.current?.contains(document.activeElement)) cellAt(grid.current, cursor.at)?.focus()
  }, [cursor, grid])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const size = { rows: week.rows.length, columns: week.days.length }
    const next = moved(cursor, event.key, event.shiftKey, size)
    const colour = event.key === ' ' || event.key === 'Enter' ? colourFrom(cursor.at) : brushOf(event.key)
    if (next) setCursor(next)
    else if (colour !== null) onPaint(paint(painted, instantsBetween(cursor.anchor, cursor.at), week.step, colour))
    else return
    event.preventDefault()
  }

  const view = (cell: Cell, place: Place) => {
    const preference = preferenceIn(shown, cell, week.step)
    const above = week.rows[place.row - 1]?.[place.column]
    const isOver = !cell.instants.some((instant) => instant >= now)
    const isSelected = isBetween(place, cursor)
    const classes = [preference ? `p${preference}` : isOver && 'over', isSelected && cursor.at !== cursor.anchor && 'selected', isOffered?.(cell) && 'offer']
    return {
      className: classes.filter(Boolean).join(' '),
      label: labelOf(cell, preference, isOver, isOffered?.(cell), week.zone),
      mark: preference && (!above || preferenceIn(shown, above, week.step) !== preference) ? String(preference) : undefined,
      isSelected,
      isDisabled: isOver || undefined,
    }
  }

  return (
    <div className={stroke ? 'paintable painting' : 'paintable'}>
      <p id={help} className="quiet">
        {strings.help}
      </p>
      <WeekFrame
        gridRef={grid}
        week={week}
        now={now}
        label={strings.grid(week.zone)}
        describedBy={help}
        view={view}
        focus={cursor.at}
        onFocusCell={(at) => !isBetween(at, cursor) && setCursor({ at, anchor: at })}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      />
    </div>
  )
}

function preferenceIn(painted: Painted, cell: Cell, step: number): number {
  return Math.max(0, ...cell.instants.map((instant) => colourAt(painted, instant, step)))
}

function preferenceOf(painted: Painted, week: Week, { row, column }: Place): number {
  const cell = week.rows[row]?.[column]
  return cell ? preferenceIn(painted, cell, week.step) : 0
}

function isBetween({ row, column }: Place, { at, anchor }: Cursor): boolean {
  const within = (value: number, one: number, other: number) => Math.min(one, other) <= value && value <= Math.max(one, other)
  return within(row, at.row, anchor.row) && within(column, at.column, anchor.column)
}

function cellAt(grid: HTMLElement, { row, column }: Place): HTMLElement | null {
  return grid.querySelector(`[data-row="${row}"][data-column="${column}"]`)
}

function labelOf(cell: Cell, preference: number, isOver: boolean, isOffered: boolean | undefined, zone: string): string {
  const start = cell.instants[0]
  if (start === undefined) return strings.skipped(cell.day)
  const label = strings.cell(day(start, zone), time(start, zone), preference) + (isOffered ? `, ${strings.offered}` : '')
  return isOver ? strings.over(label) : label
}
