import { useState } from 'react'
import { useHome } from '../../api/queries'
import { nameIn, type CalendarDetail, type Meeting } from '../../api/types'
import type { Book, Fault } from '../../grid/book'
import { strings } from './strings'

/** What is known on this side about which times are possible; of the owner's other calendars, the meetings that come soonest. */
export function useBook(calendar: CalendarDetail, meetings: readonly Meeting[]): Book {
  const [now] = useState(Date.now)
  const elsewhere = useHome().data?.finalized_meetings.filter((each) => each.calendar !== calendar.id) ?? []
  return {
    minutes: calendar.meeting_minutes,
    buffer: calendar.buffer_minutes,
    ownerSlots: calendar.availability,
    invitations: calendar.invitations,
    meetings,
    elsewhere,
    now,
  }
}

export function faultText(fault: Fault, calendar: CalendarDetail): string {
  return strings.fault(fault, 'with' in fault ? nameIn(calendar, fault.with) : 'name' in fault ? fault.name : '')
}
