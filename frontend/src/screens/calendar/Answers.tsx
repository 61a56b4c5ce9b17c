import { useState } from 'react'
import type { CalendarDetail } from '../../api/types'
import { HeatGrid } from '../../grid/HeatGrid'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Notice'
import { EditTimes } from './EditTimes'
import { People } from './People'
import { Settings } from './Settings'
import { strings } from './strings'

export function Answers({ calendar }: { calendar: CalendarDetail }) {
  const isOpen = calendar.status === 'open'
  return (
    <div className="stack-large">
      <People calendar={calendar} />
      <section aria-labelledby="heat">
        <div className="section-head">
          <h2 id="heat">{strings.heat}</h2>
          {isOpen && <Edits calendar={calendar} />}
        </div>
        <div className="card">
          <Heat calendar={calendar} />
        </div>
      </section>
    </div>
  )
}

function Edits({ calendar }: { calendar: CalendarDetail }) {
  const [open, setOpen] = useState<'' | 'times' | 'settings'>('')
  const close = () => setOpen('')
  return (
    <div className="line">
      <Button look="plain" small onPress={() => setOpen('times')}>
        {strings.editTimes}
      </Button>
      <Button look="plain" small onPress={() => setOpen('settings')}>
        {strings.edit}
      </Button>
      {open === 'times' && <EditTimes calendar={calendar} onClose={close} />}
      {open === 'settings' && <Settings calendar={calendar} onClose={close} />}
    </div>
  )
}

function Heat({ calendar }: { calendar: CalendarDetail }) {
  const [now] = useState(Date.now)
  const hasAnswers = calendar.invitations.some((each) => each.status === 'responded')
  if (!calendar.availability.length) return <Empty>{strings.noOwnTimes}</Empty>
  return (
    <div className="stack">
      {!hasAnswers && <p className="quiet">{strings.noAnswers}</p>}
      <HeatGrid slots={calendar.availability} invitations={calendar.invitations} zone={calendar.time_zone} now={now} />
    </div>
  )
}
