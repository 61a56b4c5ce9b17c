import { skipToken, useQuery } from '@tanstack/react-query'
import { api, unwrap } from './client'
import { everyPage, keys, type Part } from './queries'
import type { components } from './schema'

export type ImportReport = components['schemas']['ImportReport']

export const useContacts = () =>
  useQuery({
    queryKey: keys.contacts,
    queryFn: ({ client }) =>
      everyPage(
        (page) => unwrap(api.GET('/api/v1/contacts/', { params: { query: { page, page_size: 200, ordering: 'first_name' } } })),
        (part) => client.setQueryData(READ, part),
      ),
  })

const READ = [...keys.read, ...keys.contacts]

/** How many of the contacts were read so far. */
export const useContactsRead = () => useQuery<Part>({ queryKey: READ, queryFn: skipToken }).data

export const importText = (text: string) => unwrap(api.POST('/api/v1/contacts/import/', { body: { text } }))

export const importFile = (file: File) => {
  const form = new FormData()
  form.append('file', file)
  return unwrap(api.POST('/api/v1/contacts/import/', { body: form as never, bodySerializer: () => form }))
}
