import { useQuery } from '@tanstack/react-query'
import { api, unwrap, unwrapTagged } from './client'
import type { CalendarDetail } from './types'

type Page<T> = { results: T[]; count: number; next?: string | null }
/** How much of something is done, such as pages of a list that were read. */
export type Part = { done: number; all: number }

export const keys = {
  profile: ['profile'],
  home: ['home'],
  contacts: ['contacts'],
  requests: ['requests'],
  calendars: ['calendars'],
  kept: ['kept'],
  read: ['read'],
  calendar: (id: string) => ['calendars', id],
  part: (id: string, ...rest: unknown[]) => ['calendars', id, ...rest],
}

export async function readCalendar(id: string): Promise<CalendarDetail> {
  const { etag, data } = await unwrapTagged(api.GET('/api/v1/calendars/{id}/', { params: { path: { id } } }))
  return { ...data, etag }
}

export const useProfile = () =>
  useQuery({ queryKey: keys.profile, queryFn: () => unwrap(api.GET('/api/v1/accounts/profile/')) })

/** How many of each kind home/ gives at most: those that come soonest. */
export const HOME_LENGTH = 50

export const useHome = () => useQuery({ queryKey: keys.home, queryFn: () => unwrap(api.GET('/api/v1/home/')) })

export const useCalendar = (id: string) =>
  useQuery({
    queryKey: keys.calendar(id),
    queryFn: () => readCalendar(id),
  })

/** Read every page of a list, and tell how far one is: the API gives at most 200 rows at once. */
export async function everyPage<T>(read: (page: number) => Promise<Page<T>>, tell?: (part: Part) => void): Promise<T[]> {
  const rows: T[] = []
  for (let page = 1; ; page += 1) {
    const { results, next, count } = await read(page)
    rows.push(...results)
    if (!next) return rows
    tell?.({ done: rows.length, all: count })
  }
}
