import { useState } from 'react'
import { stepFor } from '../../grid/week'
import { minuteOf } from '../../grid/zone'
import { TimesEditor } from '../../grid/TimesEditor'
import { stepOf, type NewPlan } from './plan'

export function Times({ plan, onChange }: { plan: NewPlan; onChange: (changes: Partial<NewPlan>) => void }) {
  const [now] = useState(Date.now)
  // What was painted with other settings keeps its boundaries, so the rows must be as fine.
  const [step] = useState(() => stepFor([...plan.painted], (instant) => minuteOf(instant, plan.zone), stepOf(plan)))
  return (
    <div className="card">
      <TimesEditor painted={plan.painted} onChange={(painted) => onChange({ painted })} zone={plan.zone} step={step} now={now} />
    </div>
  )
}
