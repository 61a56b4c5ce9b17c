import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, unwrap } from '../../api/client'
import type { Start } from '../../api/draft'
import { Problem } from '../../api/problem'
import { keys } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'

/** What the server says of a time: nothing against it, a fault in words, or it is not known, or not yet. */
export type Verdict = { kind: 'fits' | 'unknown' | 'asking' } | { kind: 'fault'; why: string }

const REST = 300 // milliseconds that somebody is held still before the server is asked

/** Ask whether somebody can be met at a time that cannot be judged on this side; null where it can. Of a finalized calendar the server is asked only by moving. */
export function useVerdict(calendar: CalendarDetail, asked: Start | null): Verdict {
  const id = String(calendar.id)
  const wanted = asked ? `${asked.invitation} ${asked.start}` : ''
  const rested = useRested(wanted)
  const isAsked = asked !== null && calendar.status === 'open' && rested === wanted
  const { data, isError } = useQuery({
    queryKey: keyOf(id, asked),
    queryFn: isAsked ? () => faultOf(id, asked) : skipToken,
    staleTime: 30_000,
  })
  if (!asked) return { kind: 'fits' }
  if (calendar.status !== 'open' || isError) return { kind: 'unknown' }
  if (data === undefined || !isAsked) return { kind: 'asking' }
  return data ? { kind: 'fault', why: data } : { kind: 'fits' }
}

/** Say whether the server was asked about a time, and found a fault. */
export function isRefused(client: QueryClient, calendar: CalendarDetail, wish: Start): boolean {
  return Boolean(client.getQueryData(keyOf(String(calendar.id), wish)))
}

const keyOf = (id: string, asked: Start | null) => keys.part(id, 'verdict', asked?.invitation ?? null, asked?.start ?? null)

/** Return what is wrong with one meeting, by a rehearsal that stores and sends nothing. */
async function faultOf(id: string, meeting: Start): Promise<string> {
  try {
    await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/finalize/', { params: { path: { calendar_pk: id }, query: { dry_run: true } }, body: { meetings: [meeting] } }))
    return ''
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return error.message
    throw error
  }
}

function useRested(value: string): string {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
