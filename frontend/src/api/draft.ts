import { useQuery } from '@tanstack/react-query'
import { api, unwrap, unwrapTagged } from './client'
import { overwrite, type Seen } from './overwrite'
import { ifMatch } from './parts'
import { keys } from './queries'
import type { Draft } from './types'
import { useAction } from './useAction'

export type Start = { invitation: number; start: string }

export async function readDraft(id: string): Promise<Draft> {
  const { etag, data } = await unwrapTagged(api.GET('/api/v1/calendars/{calendar_pk}/schedule/', { params: { path: { calendar_pk: id } } }))
  return { ...data, etag }
}

export const useDraft = (id: string) =>
  useQuery({
    queryKey: keys.part(id, 'draft'),
    queryFn: () => readDraft(id),
  })

type Told<V> = string | ((input: V) => string)
type Options<V> = Told<V> | { done: Told<V>; doing?: string; then?: (after: readonly Start[]) => void }

/** A write to the draft. It replaces only the draft that was seen, and it can be taken back. */
export function useDraftWrite<V>(id: string, draft: Draft, write: (input: V, etag: string) => Promise<readonly Start[]>, options: Options<V>) {
  const { done, doing, then } = typeof options === 'object' ? options : { done: options }
  const read = async () => seenOf(await readDraft(id))
  return useAction(
    async (input: V) => ({ input, former: draft.meetings, after: await overwrite(seenOf(draft), read, (etag) => write(input, etag)) }),
    {
      refresh: [keys.part(id, 'draft')],
      doing,
      then: ({ after }) => then?.(after),
      done: ({ input }) => (typeof done === 'string' ? done : done(input)),
      undo: ({ former, after }) => overwrite({ state: contentOf(after) }, read, (etag) => putDraft(id, former, etag)),
    },
  )
}

/** Write the draft; one without meetings is none. */
export async function putDraft(id: string, meetings: readonly Start[], etag: string): Promise<readonly Start[]> {
  const params = { path: { calendar_pk: id }, header: ifMatch(etag) }
  const body = { meetings: meetings.map(({ invitation, start }) => ({ invitation, start })) }
  if (meetings.length) return (await unwrap(api.PUT('/api/v1/calendars/{calendar_pk}/schedule/', { params, body }))).meetings
  await unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/schedule/', { params }))
  return []
}

export const seenOf = ({ etag, meetings }: Draft): Seen<string[]> => ({ etag, state: contentOf(meetings) })

const contentOf = (meetings: readonly Start[]) => meetings.map(({ invitation, start }) => `${invitation} ${Date.parse(start)}`).sort()
