import { useState } from 'react'
import { overwrite, Overtaken, type Seen } from './overwrite'
import { useAction } from './useAction'

type Options<S, V, T> = Parameters<typeof useAction<V, T>>[1] & {
  /** What is replaced, as it was when the editing began. */
  seen: Seen<S>
  read: () => Promise<Seen<S>>
  write: (input: V, etag: string) => Promise<T>
}

/** The write of a form. Where its ground was changed elsewhere, `conflict` says what is there now, and the next try replaces that. */
export function useOverwrite<S, V, T>({ seen: initial, read, write, ...options }: Options<S, V, T>) {
  const [{ state: former }] = useState(initial)
  const [seen, setSeen] = useState(initial)
  const [conflict, setConflict] = useState<S | null>(null)
  const action = useAction(async (input: V) => {
    try {
      const answer = await overwrite(seen, read, (etag) => write(input, etag))
      setConflict(null)
      return answer
    } catch (error) {
      if (error instanceof Overtaken) {
        setSeen(error.current as Seen<S>)
        setConflict(error.current.state as S)
      }
      throw error
    }
  }, options)
  return { save: action.mutate, isPending: action.isPending, error: conflict === null ? action.error : null, conflict, former }
}
