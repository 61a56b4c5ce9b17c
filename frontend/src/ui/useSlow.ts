import { useEffect, useState } from 'react'

const PATIENCE = 1_000 // milliseconds that need no words

/** Say whether something has been going on for so long that people should be told what it is. */
export function useSlow(isBusy: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isBusy) return
    const timer = setTimeout(() => setSlow(true), PATIENCE)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isBusy])
  return isSlow
}
