import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { everyPage, keys } from '../../api/queries'
import type { Meeting, Proposal } from '../../api/types'

export type Asked = Proposal & { of: Meeting }

export const useMeetings = (id: string) =>
  useQuery({
    queryKey: keys.part(id, 'meetings'),
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          api.GET('/api/v1/calendars/{calendar_pk}/meetings/', {
            params: { path: { calendar_pk: id }, query: { status: 'confirmed', page, page_size: 200 } },
          }),
        ),
      ),
  })

export const useRepair = (id: string) =>
  useQuery({
    queryKey: keys.part(id, 'repair'),
    queryFn: () => unwrap(api.GET('/api/v1/calendars/{calendar_pk}/repair/', { params: { path: { calendar_pk: id } } })),
  })

/** The proposals that wait for an answer: the log names whose meetings to look at. */
export const useAsked = (id: string, meetings: Meeting[]) =>
  useQuery({
    queryKey: keys.part(id, 'asked', meetings.map((meeting) => [meeting.id, meeting.start])),
    queryFn: async () => {
      const path = { calendar_pk: id }
      const log = await everyPage((page) => unwrap(api.GET('/api/v1/calendars/{calendar_pk}/log/', { params: { path, query: { action: 'proposed', page, page_size: 200 } } })))
      const invitations = new Set(log.map((entry) => entry.invitation))
      const asked = meetings.filter((meeting) => invitations.has(meeting.invitation))
      return (await Promise.all(asked.map((meeting) => pendingOf(id, meeting)))).flat()
    },
  })

async function pendingOf(id: string, meeting: Meeting): Promise<Asked[]> {
  const params = { path: { calendar_pk: id, meeting_pk: String(meeting.id) }, query: { status: 'pending' } } as const
  const { results } = await unwrap(api.GET('/api/v1/calendars/{calendar_pk}/meetings/{meeting_pk}/proposals/', { params }))
  return results.map((proposal) => ({ ...proposal, of: meeting }))
}
