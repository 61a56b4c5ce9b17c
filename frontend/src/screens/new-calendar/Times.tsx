import { useState } from 'react'
import { TimesEditor } from '../../grid/TimesEditor'
import { stepOf, type NewPlan } from './plan'

export function Times({ plan, onChange }: { plan: NewPlan; onChange: (changes: Partial<NewPlan>) => void }) {
  const [now] = useState(Date.now)
  return (
    <div className="card">
      <TimesEditor painted={plan.painted} onChange={(painted) => onChange({ painted })} zone={plan.zone} step={stepOf(plan)} now={now} />
    </div>
  )
}
