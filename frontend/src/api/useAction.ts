import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { toast } from '../ui/toast'

type Options<T> = { refresh?: QueryKey[]; done?: string; then?: (answer: T) => void }

/** A write: what it makes stale is read again, and that it is done is told. */
export function useAction<V, T>(write: (input: V) => Promise<T>, { refresh = [], done, then }: Options<T> = {}) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: async (answer) => {
      await Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })))
      if (done) toast(done)
      then?.(answer)
    },
  })
}
