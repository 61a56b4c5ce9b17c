import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { fullName, hasDeclined, type CalendarDetail, type Meeting } from '../../api/types'
import { elsewhereAt, faultAt, isKnown, possibleStarts } from '../../grid/book'
import { boxOf, PlanGrid } from '../../grid/PlanGrid'
import type { Week } from '../../grid/week'
import { MINUTE } from '../../grid/zone'
import { day, range, time } from '../../ui/format'
import { strings as words } from '../../ui/strings'
import { strings } from './strings'
import { Tray } from './Tray'
import { faultText, useBook } from './useBook'
import { useMove } from './useMove'
import { isRefused, useVerdict } from './useVerdict'
import './schedule.css'

type Props = {
  calendar: CalendarDetail
  meetings: readonly Meeting[]
  /** The invitations whose meetings stay where they are. */
  pinned?: ReadonlySet<number>
  /** Whoever has no meeting yet can be given one. */
  isOpen?: boolean
  onMove: (invitation: number, start: string) => void
}

/** Meetings on the week that can be moved, and people to place; whether a time is possible is told before it is let go. */
export function MovableSchedule({ calendar, meetings, pinned, isOpen, onMove }: Props) {
  const { time_zone: zone, meeting_minutes: minutes, availability } = calendar
  const client = useQueryClient()
  const frame = useRef<HTMLDivElement>(null)
  const placed = useRef<number | null>(null)
  useEffect(() => {
    const found = placed.current !== null && blockOf(frame.current, placed.current)
    if (!found) return
    placed.current = null
    if (document.activeElement === document.body) found.focus() // the tray is gone with the last who was in it, and the focus with it
  }, [meetings])
  const book = useBook(calendar, meetings)
  const { now, elsewhere } = book
  const raster = calendar.step_minutes ?? 5
  const met = new Set(meetings.map((meeting) => meeting.invitation))
  const unplaced = isOpen ? calendar.invitations.filter((each) => !hasDeclined(each) && !met.has(each.id)) : []
  const place = (invitation: number, start: number) => {
    const former = meetings.find((each) => each.invitation === invitation)
    if (former && Date.parse(former.start) === start) return true
    const wish = { invitation, start: new Date(start).toISOString() }
    if (faultAt(book, invitation, start) || (!isKnown(book, start) && isRefused(client, calendar, wish))) return false
    placed.current = invitation
    onMove(wish.invitation, wish.start)
    return true
  }
  const layer = () => frame.current?.querySelector<HTMLElement>('.week-overlay') ?? null
  const { move, drag, onKeyDown, cancel } = useMove({ raster, zone, layer, place })
  const judged = move && faultAt(book, move.invitation, move.start)
  const isUnsure = move !== null && !judged && !isKnown(book, move.start)
  const verdict = useVerdict(calendar, isUnsure ? { invitation: move.invitation, start: new Date(move.start).toISOString() } : null)
  const why = judged ? faultText(judged, calendar) : verdict.kind === 'fault' ? `${verdict.why}.` : ''
  const ghost = move && { start: new Date(move.start).toISOString(), end: new Date(move.start + minutes * MINUTE).toISOString() }
  const when = ghost && range(ghost.start, ghost.end, zone)
  const other = isUnsure && verdict.kind !== 'asking' && elsewhereAt(book, move.start)
  const told = when && (why ? strings.fails(when, why) : other ? strings.besides(when, other.name, verdict.kind) : strings.verdict(when, verdict.kind))
  const held = (invitation: number) => move?.invitation === invitation
  const firstStart = (invitation: number) => possibleStarts(book, invitation, raster)[0] ?? Math.max(now, ...availability.slice(0, 1).map((slot) => Date.parse(slot.start)))
  const leave = () => !move?.byPointer && cancel()

  const block = (meeting: Meeting, week: Week) => {
    const box = boxOf(week, meeting)
    const isHeld = held(meeting.invitation)
    if (!box && !isHeld) return null
    const classes = ['block', pinned?.has(meeting.invitation) && 'pinned', isHeld && 'chosen', !box && 'unseen']
    return (
      <button
        key={meeting.invitation}
        type="button"
        data-invitation={meeting.invitation}
        className={classes.filter(Boolean).join(' ')}
        style={box ?? undefined}
        aria-pressed={isHeld}
        onPointerDown={(event) => drag(event, meeting.invitation, week)}
        onKeyDown={(event) => onKeyDown(event, meeting.invitation, () => Date.parse(meeting.start))}
        onBlur={leave}
      >
        <span>{fullName(meeting.contact)}</span>
        <small>{time(meeting.start, zone)}</small>
        <span className="unseen">{day(meeting.start, zone)}</span>
      </button>
    )
  }
  return (
    <div className="stack-small" role="group" aria-label={words.listIn(strings.grid, zone)} ref={frame}>
      <p className="quiet">{strings.moveHelp}</p>
      <p className={why ? 'move-told bad' : 'move-told'} role="status">
        {told}
      </p>
      <PlanGrid
        slots={availability}
        times={meetings}
        zone={zone}
        now={now}
        follow={ghost ?? undefined}
        tray={(week) => <Tray people={unplaced} isHeld={held} onDrag={(event, each) => drag(event, each, week)} onKeyDown={(event, each) => onKeyDown(event, each, () => firstStart(each))} onBlur={leave} />}
      >
        {(week) => (
          <>
            {elsewhere.map((each) => (
              <Elsewhere key={each.start + each.name} meeting={each} week={week} />
            ))}
            {meetings.map((meeting) => block(meeting, week))}
            {ghost && <div className={why ? 'block ghost bad' : 'block ghost'} style={boxOf(week, ghost) ?? { display: 'none' }} />}
          </>
        )}
      </PlanGrid>
    </div>
  )
}

const blockOf = (frame: HTMLElement | null, invitation: number) => frame?.querySelector<HTMLElement>(`[data-invitation="${invitation}"]`)

/** A meeting of another calendar, which stays where it is. */
function Elsewhere({ meeting, week }: { meeting: { name: string; start: string; end: string }; week: Week }) {
  const box = boxOf(week, meeting)
  return (
    box && (
      <div className="block elsewhere" style={box}>
        <span>{meeting.name}</span>
        <small>{time(meeting.start, week.zone)}</small>
        <span className="unseen">{day(meeting.start, week.zone)}</span>
      </div>
    )
  )
}
