import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { session } from './client'
import { presentlyLeaving, removeLater, subscribe, type Removal } from './removal'

/** Return a function that removes something but lets it be taken back; what this makes stale is read again. Its request may leave with the page, so the token for it is seen to now. */
export function useRemoval(refresh: QueryKey[]): (removal: Removal) => void {
  const client = useQueryClient()
  const refreshed = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })))
  return (removal) => {
    void session.freshen()
    removeLater({ ...removal, send: () => removal.send().finally(refreshed) })
  }
}

/** Return the keys of what was removed here and may still be on the server. */
export function useLeaving(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, presentlyLeaving)
}
