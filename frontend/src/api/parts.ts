import { keys, readCalendar } from './queries'
import type { CalendarDetail } from './types'
import type { Seen } from './overwrite'

/** What to compare before a part of a calendar is replaced, and what to read again after. */
export function partOf<S>(calendar: CalendarDetail, part: (calendar: CalendarDetail) => S) {
  const id = String(calendar.id)
  const seen = (one: CalendarDetail): Seen<S> => ({ etag: one.etag, state: part(one) })
  return { seen: seen(calendar), read: async () => seen(await readCalendar(id)), refresh: [keys.calendar(id), keys.home] }
}

export const ifMatch = (etag: string) => ({ 'If-Match': etag })
