import type { CSSProperties } from 'react'
import type { Part } from '../api/queries'
import { strings } from './strings'

const PATIENCE = 2 // seconds that need no counting
const AGAIN = 15 // seconds after which screen readers are told that it still goes on

/** What is going on and for how long; how much is left is shown where it is known. Stands in a live region, which hears of it rarely. */
export function Busy({ what, seconds, part }: { what: string; seconds: number; part?: Part }) {
  const still = Math.floor(seconds / AGAIN) * AGAIN
  return (
    <span className="busy">
      <span className="spread">
        <span>{what}</span>
        <span className="number" aria-hidden="true">
          {[part && strings.part(part.done, part.all), seconds >= PATIENCE && strings.seconds(seconds)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={part ? 'bar' : 'bar going'} aria-hidden="true">
        <span style={part && ({ width: `${(100 * part.done) / part.all}%` } as CSSProperties)} />
      </span>
      {still > 0 && <span className="unseen">{strings.still(still)}</span>}
    </span>
  )
}
