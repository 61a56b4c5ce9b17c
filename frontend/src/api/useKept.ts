import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from './queries'

/** State that outlives its screen: it is found again until it is forgotten, or the log-in ends. */
export function useKept<T>(name: readonly string[], initial: () => T) {
  const client = useQueryClient()
  const queryKey = [...keys.kept, ...name]
  const [found] = useState(() => client.getQueryData<T>(queryKey))
  const [value, setValue] = useState<T>(() => found ?? initial())
  const keep = (change: (former: T) => T) => {
    const next = change(client.getQueryData<T>(queryKey) ?? value)
    client.setQueryDefaults(keys.kept, { gcTime: Infinity })
    client.setQueryData(queryKey, next)
    setValue(next)
  }
  const forget = () => {
    client.removeQueries({ queryKey, exact: true })
    setValue(initial())
  }
  return { value, wasFound: found !== undefined, keep, forget }
}
