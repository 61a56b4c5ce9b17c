import { useState } from 'react'
import { useKept } from './useKept'

/** Work that was begun. Whoever looks at another screen meanwhile finds it again, until it is done or the log-in ends. */
export function useBegun<T>(name: readonly string[], initial: () => T) {
  const { value, wasFound, keep, forget } = useKept(name, initial)
  const [wasBegun, setWasBegun] = useState(wasFound)
  const [round, setRound] = useState(0)
  const restart = (isBegun: boolean) => {
    setWasBegun(isBegun)
    setRound((former) => former + 1)
  }
  /** Begin with nothing; returns how to take that back. */
  const startOver = () => {
    forget()
    restart(false)
    return () => {
      keep(() => value)
      restart(true)
    }
  }
  /** `round` is another one whenever all fields must be drawn anew. */
  return { value, wasBegun, round, keep, forget, startOver }
}
