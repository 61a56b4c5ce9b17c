import { useMemo, useState } from 'react'
import { HOME_LENGTH, useHome } from '../../api/queries'
import { nameIn, type CalendarDetail, type Meeting } from '../../api/types'
import { endOfKnown, type Book, type Fault } from '../../grid/book'
import { strings } from './strings'

/** What is known on this side about which times are possible; of the owner's other meetings, those that come soonest. */
export function useBook(calendar: CalendarDetail, meetings: readonly Meeting[]): Book {
  const [now] = useState(Date.now)
  const coming = useHome().data?.finalized_meetings
  return useMemo(
    () => ({
      minutes: calendar.meeting_minutes,
      buffer: calendar.buffer_minutes,
      ownerSlots: calendar.availability,
      invitations: calendar.invitations,
      meetings,
      elsewhere: coming?.filter((each) => each.calendar !== calendar.id) ?? [],
      knownUntil: endOfKnown(coming, HOME_LENGTH),
      now,
    }),
    [calendar, meetings, coming, now],
  )
}

export function faultText(fault: Fault, calendar: CalendarDetail): string {
  return strings.fault(fault, 'with' in fault ? nameIn(calendar, fault.with) : '')
}
