import { api, unwrap } from '../../api/client'
import { overwrite } from '../../api/overwrite'
import { ifMatch, partOf } from '../../api/parts'
import type { CalendarDetail, Repair } from '../../api/types'

export type Lengths = ReturnType<typeof lengthsOf>

/** Give a calendar other lengths; return how to put back the former ones. */
export async function lengthen(calendar: CalendarDetail, after: Lengths): Promise<() => Promise<unknown>> {
  const { seen, read } = partOf(calendar, lengthsOf)
  const write = (body: Lengths, etag: string) => unwrap(api.PATCH('/api/v1/calendars/{id}/', { params: { path: { id: String(calendar.id) }, header: ifMatch(etag) }, body }))
  await overwrite(seen, read, (etag) => write(after, etag))
  return () => overwrite({ state: after }, read, (etag) => write(seen.state, etag))
}

/** Return the lengths that a repair leads to. */
export function mended(calendar: CalendarDetail, { kind, minutes }: Pick<Repair, 'kind' | 'minutes'>): Lengths {
  const former = lengthsOf(calendar)
  if (minutes == null) return former
  return kind === 'shorter_buffer' ? { ...former, buffer_minutes: minutes } : { ...former, meeting_minutes: minutes }
}

function lengthsOf({ meeting_minutes, buffer_minutes }: CalendarDetail) {
  return { meeting_minutes, buffer_minutes }
}
