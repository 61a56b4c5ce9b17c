import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../api/queries'
import { newPlan, type NewPlan } from './plan'

type Begun = { plan: NewPlan; step: number }

/** A calendar that is being made. Whoever looks at another screen meanwhile finds it again, until the log-in ends. */
export function useBegun(zone: string) {
  const client = useQueryClient()
  const [found] = useState(() => client.getQueryData<Begun>(keys.begun))
  const [begun, setBegun] = useState<Begun>(found ?? { plan: newPlan(zone), step: 0 })
  const [wasBegun, setWasBegun] = useState(found !== undefined)
  const latest = () => client.getQueryData<Begun>(keys.begun) ?? begun
  const keep = (next: Begun) => {
    client.setQueryDefaults(keys.begun, { gcTime: Infinity })
    client.setQueryData(keys.begun, next)
    setBegun(next)
  }
  const startOver = () => {
    client.removeQueries({ queryKey: keys.begun })
    setBegun({ plan: newPlan(zone), step: 0 })
    setWasBegun(false)
    return () => {
      keep(begun)
      setWasBegun(true)
    }
  }
  return {
    ...begun,
    wasBegun,
    change: (changes: Partial<NewPlan>, step = latest().step) => keep({ plan: { ...latest().plan, ...changes }, step }),
    setStep: (step: number) => keep({ ...latest(), step }),
    /** Begin with nothing; returns how to take that back. */
    startOver,
  }
}
