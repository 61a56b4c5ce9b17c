import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type SuggestedSchedule, type Suggestions } from '../../api/types'
import { useAction } from '../../api/useAction'
import { boxOf, PlanGrid } from '../../grid/PlanGrid'
import { Button } from '../../ui/Button'
import { range, time } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { Repairs } from './Repairs'
import { strings } from './strings'
import type { Wishes } from './WhatIf'

type Props = { calendar: CalendarDetail; answer: Suggestions; wishes: Wishes }

/** The suggestions side by side with their numbers, and the chosen one on the week. */
export function Compare({ calendar, answer, wishes }: Props) {
  const id = String(calendar.id)
  const [chosenId, setChosenId] = useState('')
  const chosen = answer.schedules.find((each) => each.id === chosenId) ?? answer.schedules[0]
  const keep = useAction(
    (schedule: SuggestedSchedule) => {
      const meetings = schedule.meetings.map(({ invitation, start }) => ({ invitation, start }))
      return unwrap(api.PUT('/api/v1/calendars/{calendar_pk}/schedule/', { params: { path: { calendar_pk: id } }, body: { meetings } }))
    },
    { refresh: [keys.part(id, 'draft')], done: strings.kept },
  )
  const isCalendars = wishes.meeting_minutes === calendar.meeting_minutes && wishes.buffer_minutes === calendar.buffer_minutes
  if (!chosen) return null
  return (
    <>
      <RadioGroup className="suggestions" aria-label={strings.suggestions} value={chosen.id} onChange={setChosenId}>
        {answer.schedules.map((schedule) => (
          <Radio key={schedule.id} value={schedule.id} className="suggestion">
            <Numbers schedule={schedule} />
          </Radio>
        ))}
      </RadioGroup>
      <div className="card stack">
        <div className="spread">
          <p className="quiet">{chosen.difference.length > 0 && strings.differs(chosen.difference.length)}</p>
          <Button isDisabled={!isCalendars} isPending={keep.isPending} onPress={() => keep.mutate(chosen)}>
            {strings.keep}
          </Button>
        </div>
        {keep.error && <ErrorNotice error={keep.error} />}
        <Picture calendar={calendar} schedule={chosen} />
      </div>
      <Repairs calendar={calendar} unplaced={chosen.unplaced} repairs={answer.repairs} />
    </>
  )
}

function Numbers({ schedule }: { schedule: SuggestedSchedule }) {
  const { score } = schedule
  const all = schedule.placed + schedule.unplaced.length
  const rows: [string, number][] = [
    [strings.numbers.invitee, score.invitee_preference],
    [strings.numbers.owner, score.owner_preference],
    [strings.numbers.lowest, score.lowest_preference],
    [strings.numbers.days, score.days],
    [strings.numbers.idle, score.idle_minutes],
  ]
  return (
    <div>
      <div className="spread">
        <span className="title">{strings.labels[schedule.label]}</span>
        <span className={schedule.placed < all ? 'badge' : 'badge done'}>{strings.placed(schedule.placed, all)}</span>
      </div>
      {schedule.optimal && <div className="quiet">{strings.optimal}</div>}
      <div className="numbers">
        {rows.map(([name, value]) => [<span key={name}>{name}</span>, <b key={`${name} value`}>{value}</b>])}
      </div>
    </div>
  )
}

function Picture({ calendar, schedule }: { calendar: CalendarDetail; schedule: SuggestedSchedule }) {
  const [now] = useState(Date.now)
  const zone = calendar.time_zone
  return (
    <>
      <PlanGrid slots={calendar.availability} times={schedule.meetings} zone={zone} now={now}>
        {(week) =>
          schedule.meetings.map((meeting) => {
            const box = boxOf(week, meeting)
            const look = schedule.difference.includes(meeting.invitation) ? 'block differs' : 'block'
            return box && (
              <div key={meeting.invitation} className={look} style={box} title={range(meeting.start, meeting.end, zone)}>
                <span>{fullName(meeting.contact)}</span>
                <small>{time(meeting.start, zone)}</small>
              </div>
            )
          })
        }
      </PlanGrid>
      <ul className="columns quiet">
        {schedule.meetings.map((meeting) => (
          <li key={meeting.invitation}>
            {range(meeting.start, meeting.end, zone)} · {fullName(meeting.contact)}
          </li>
        ))}
      </ul>
    </>
  )
}
