import { useState } from 'react'
import type { CalendarDetail } from '../../api/types'
import { HeatGrid } from '../../grid/HeatGrid'
import { SettingsButton } from '../../shared/settings/Settings'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Notice'
import { EditTimes } from './EditTimes'
import { People } from './People'
import { strings } from './strings'

export function Answers({ calendar }: { calendar: CalendarDetail }) {
  return (
    <div className="stack-large">
      <People calendar={calendar} />
      <section aria-labelledby="heat">
        <div className="section-head">
          <h2 id="heat">{strings.heat}</h2>
          <div className="line">
            {calendar.status === 'open' && <TimesButton calendar={calendar} />}
            <SettingsButton calendar={calendar} />
          </div>
        </div>
        <div className="card">
          <Heat calendar={calendar} />
        </div>
      </section>
    </div>
  )
}

function TimesButton({ calendar }: { calendar: CalendarDetail }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="plain" small onPress={() => setOpen(true)}>
        {strings.editTimes}
      </Button>
      {isOpen && <EditTimes calendar={calendar} onClose={() => setOpen(false)} />}
    </>
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
