import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { toast } from '../message'
import { strings } from './strings'
import { Overtaken } from './overwrite'
import { messageOfError } from './problem'
import { settled } from './removal'

type Options<T> = {
  refresh?: QueryKey[]
  /** What it does, in words for whoever waits long. */
  doing?: string
  done?: string | ((answer: T) => string)
  /** Puts back what was there before. */
  undo?: (answer: T) => Promise<unknown>
  then?: (answer: T) => void
}

/** A write: what it makes stale is read again, that it is done is told, and how to take it back. */
export function useAction<V, T>(write: (input: V) => Promise<T>, { refresh = [], doing, done, undo, then }: Options<T> = {}) {
  const client = useQueryClient()
  const refreshed = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })))
  const takeBack = async (answer: T) => {
    try {
      await undo?.(answer)
      toast(strings.undone)
    } catch (error) {
      toast(messageOfError(error), { isFault: true })
    }
    await refreshed()
  }
  return useMutation({
    meta: { doing },
    mutationFn: async (input: V) => {
      await settled()
      return write(input)
    },
    onSuccess: async (answer) => {
      await refreshed()
      if (done) toast(typeof done === 'string' ? done : done(answer), undo && { undo: () => void takeBack(answer) })
      then?.(answer)
    },
    onError: (error) => error instanceof Overtaken && void refreshed(),
  })
}
