import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react'
import { day as dayText, LOCALE } from '../ui/format'
import { strings } from './strings'
import type { Cell, Place, Week } from './week'
import { dayOf, instantsAt } from './zone'
import './grid.css'

export type CellView = { className: string; heat?: number; label?: string; mark?: string; isSelected?: boolean; isDisabled?: boolean }

type Props = {
  week: Week
  view: (cell: Cell, place: Place) => CellView
  now: number
  /** The accessible name; without it the cells are a backdrop that only eyes need. */
  label?: string
  describedBy?: string
  focus?: Place
  onFocusCell?: (place: Place) => void
  onHoverCell?: (place: Place) => void
  onKeyDown?: (event: KeyboardEvent) => void
  onPointerDown?: (event: PointerEvent<HTMLDivElement>) => void
  gridRef?: Ref<HTMLDivElement>
  overlay?: ReactNode
}

/** A week: days across, times down; what the cells look like and what lies over them is the caller's. */
export function WeekFrame({ week, label, describedBy, now, gridRef, overlay, onKeyDown, onPointerDown, ...cells }: Props) {
  const role = (name: string) => (label ? name : undefined)
  return (
    <div className="week">
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a grid where it has a name; its cells take the focus */}
      <div
        ref={gridRef}
        role={role('grid')}
        aria-label={label}
        aria-describedby={describedBy}
        aria-multiselectable={label ? true : undefined}
        aria-hidden={label ? undefined : true}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      >
        <div className="week-row week-head" role={role('row')}>
          <span role={role('columnheader')}>
            <span className="unseen">{strings.time}</span>
          </span>
          {week.days.map((day) => (
            <Head key={day} day={day} zone={week.zone} isToday={day === dayOf(now, week.zone)} role={role('columnheader')} />
          ))}
        </div>
        {week.rows.map((row, index) => (
          <Row key={row[0]?.minute} row={row} index={index} isGrid={Boolean(label)} {...cells} />
        ))}
      </div>
      {overlay && <div className="week-overlay">{overlay}</div>}
    </div>
  )
}

function Head({ day, zone, isToday, role }: { day: string; zone: string; isToday: boolean; role?: string }) {
  const noon = instantsAt(day, 720, zone)[0] ?? 0
  const parts = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', timeZone: zone }).formatToParts(noon)
  const part = (type: string) => parts.find((each) => each.type === type)?.value
  return (
    <span role={role} className={isToday ? 'week-day today' : 'week-day'} aria-label={dayText(noon, zone)}>
      <span>{part('weekday')}</span>
      <b>{part('day')}</b>
    </span>
  )
}

type RowProps = Pick<Props, 'view' | 'focus' | 'onFocusCell' | 'onHoverCell'> & { row: Cell[]; index: number; isGrid: boolean }

function Row({ row, index, isGrid, view, focus, onFocusCell, onHoverCell }: RowProps) {
  const minute = row[0]?.minute ?? 0
  const isHour = minute % 60 === 0
  return (
    <div className={isHour ? 'week-row hour' : 'week-row'} role={isGrid ? 'row' : undefined}>
      <span className="week-time" role={isGrid ? 'rowheader' : undefined}>
        {isHour ? <span>{clock(minute)}</span> : isGrid && <span className="unseen">{clock(minute)}</span>}
      </span>
      {row.map((cell, column) => {
        const place = { row: index, column }
        const { className, heat, label, mark, isSelected, isDisabled } = view(cell, place)
        if (!isGrid) return <span key={cell.day} className={`cell ${className}`} />
        return (
          <span
            key={cell.day}
            role="gridcell"
            className={`cell ${className}`}
            style={heat === undefined ? undefined : ({ '--heat': heat } as CSSProperties)}
            tabIndex={focus?.row === index && focus.column === column ? 0 : -1}
            aria-label={label}
            aria-selected={isSelected}
            aria-disabled={isDisabled}
            data-row={index}
            data-column={column}
            onFocus={onFocusCell && (() => onFocusCell(place))}
            onPointerEnter={onHoverCell && (() => onHoverCell(place))}
          >
            {mark}
          </span>
        )
      })}
    </div>
  )
}

const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })

function clock(minute: number): string {
  return CLOCK.format(Date.UTC(2026, 0, 1, 0, minute)).replace(/:00 (?=[AP]M)/, ' ')
}
