import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from './client'

export const keys = {
  profile: ['profile'],
  home: ['home'],
  contacts: ['contacts'],
  requests: ['requests'],
  calendars: ['calendars'],
  calendar: (id: string) => ['calendars', id],
  part: (id: string, ...rest: unknown[]) => ['calendars', id, ...rest],
}

const ofCalendar = (id: string) => ({ params: { path: { calendar_pk: id } } })

export const useProfile = () =>
  useQuery({ queryKey: keys.profile, queryFn: () => unwrap(api.GET('/api/v1/accounts/profile/')) })

export const useHome = () => useQuery({ queryKey: keys.home, queryFn: () => unwrap(api.GET('/api/v1/home/')) })

export const useCalendar = (id: string) =>
  useQuery({
    queryKey: keys.calendar(id),
    queryFn: () => unwrap(api.GET('/api/v1/calendars/{id}/', { params: { path: { id } } })),
  })

export const useDraft = (id: string) =>
  useQuery({
    queryKey: keys.part(id, 'draft'),
    queryFn: () => unwrap(api.GET('/api/v1/calendars/{calendar_pk}/schedule/', ofCalendar(id))),
  })

/** Read every page of a list: the API gives at most 200 rows at once. */
export async function everyPage<T>(read: (page: number) => Promise<{ results: T[]; next?: string | null }>): Promise<T[]> {
  const rows: T[] = []
  for (let page = 1; ; page += 1) {
    const { results, next } = await read(page)
    rows.push(...results)
    if (!next) return rows
  }
}
