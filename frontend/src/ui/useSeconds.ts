import { useEffect, useState } from 'react'

/** Return for how many whole seconds something has been going on. */
export function useSeconds(isBusy: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isBusy) return
    const start = Date.now()
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - start) / 1_000)), 250)
    return () => {
      clearInterval(timer)
      setSeconds(0)
    }
  }, [isBusy])
  return seconds
}
