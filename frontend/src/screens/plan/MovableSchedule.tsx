import { useState } from 'react'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { faultAt, type Book } from '../../grid/book'
import { boxOf, PlanGrid } from '../../grid/PlanGrid'
import type { Week } from '../../grid/week'
import { MINUTE } from '../../grid/zone'
import { day, range, time } from '../../ui/format'
import { strings } from './strings'
import { useMove } from './useMove'

type Props = {
  calendar: CalendarDetail
  meetings: readonly Meeting[]
  pinned?: ReadonlySet<number>
  onMove: (meeting: Meeting, start: string) => void
}

/** Meetings on the week that can be moved; whether a time is possible is told while one moves. */
export function MovableSchedule({ calendar, meetings, pinned, onMove }: Props) {
  const { time_zone: zone, meeting_minutes: minutes } = calendar
  const [now] = useState(Date.now)
  const book: Book = {
    minutes,
    buffer: calendar.buffer_minutes,
    ownerSlots: calendar.availability,
    invitations: calendar.invitations,
    meetings,
    now,
  }
  const nameOf = (invitation: number) => {
    const found = calendar.invitations.find((each) => each.id === invitation)
    return found ? fullName(found.contact) : ''
  }
  const place = (invitation: number, start: number) => {
    const meeting = meetings.find((each) => each.invitation === invitation)
    if (meeting && Date.parse(meeting.start) !== start && !faultAt(book, invitation, start)) onMove(meeting, new Date(start).toISOString())
  }
  const { move, drag, onKeyDown, cancel } = useMove(calendar.step_minutes ?? 5, zone, place)
  const fault = move && faultAt(book, move.invitation, move.start)
  const ghost = move && { start: new Date(move.start).toISOString(), end: new Date(move.start + minutes * MINUTE).toISOString() }
  const told = ghost && (fault ? strings.fails(range(ghost.start, ghost.end, zone), strings.fault(fault, 'with' in fault ? nameOf(fault.with) : '')) : strings.fits(range(ghost.start, ghost.end, zone)))

  const block = (meeting: Meeting, week: Week) => {
    const box = boxOf(week, meeting)
    if (!box) return null
    const classes = ['block', pinned?.has(meeting.id) && 'pinned', move?.invitation === meeting.invitation && 'chosen']
    return (
      <button
        key={meeting.id}
        type="button"
        className={classes.filter(Boolean).join(' ')}
        style={box}
        aria-pressed={move?.invitation === meeting.invitation}
        onPointerDown={(event) => drag(event, meeting, week)}
        onKeyDown={(event) => onKeyDown(event, meeting)}
        onBlur={() => !move?.byPointer && cancel()}
      >
        <span>{fullName(meeting.contact)}</span>
        <small>{time(meeting.start, zone)}</small>
        <span className="unseen">{day(meeting.start, zone)}</span>
      </button>
    )
  }
  const ghostBox = (week: Week) => ghost && boxOf(week, ghost)
  return (
    <div className="stack-small">
      <p className="quiet">{strings.moveHelp}</p>
      <p className={fault ? 'move-told bad' : 'move-told'} role="status">
        {told}
      </p>
      <PlanGrid slots={calendar.availability} times={meetings} zone={zone} now={now}>
        {(week) => (
          <>
            {meetings.map((meeting) => block(meeting, week))}
            {ghost && <div className={fault ? 'block ghost bad' : 'block ghost'} style={ghostBox(week) ?? { display: 'none' }} />}
          </>
        )}
      </PlanGrid>
    </div>
  )
}
