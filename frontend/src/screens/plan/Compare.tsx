import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { putDraft, useDraftWrite } from '../../api/draft'
import type { CalendarDetail, Draft, SuggestedSchedule, Suggestions } from '../../api/types'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { Differences } from './Differences'
import { Picture } from './Picture'
import { Repairs } from './Repairs'
import { Sketch } from './Sketch'
import { frameOf, numbersOf, tradeOf } from './sketch-frame'
import { strings } from './strings'
import type { Wishes } from './WhatIf'

type Props = { calendar: CalendarDetail; draft: Draft; answer: Suggestions; wishes: Wishes; onKept: () => void }

/** The suggestions side by side, drawn alike and with their numbers, and the chosen one on the week. */
export function Compare({ calendar, draft, answer, wishes, onKept }: Props) {
  const id = String(calendar.id)
  const [chosenId, setChosenId] = useState('')
  const [first] = answer.schedules
  const chosen = answer.schedules.find((each) => each.id === chosenId) ?? first
  const keep = useDraftWrite(id, draft, (schedule: SuggestedSchedule, etag) => putDraft(id, schedule.meetings, etag), { done: strings.kept, doing: strings.keeping, then: onKept })
  const isCalendars = wishes.meeting_minutes === calendar.meeting_minutes && wishes.buffer_minutes === calendar.buffer_minutes
  if (!first || !chosen) return null
  const frame = frameOf(answer.schedules, calendar.time_zone)
  return (
    <>
      <RadioGroup className="suggestions" aria-label={strings.suggestions} value={chosen.id} onChange={setChosenId}>
        {answer.schedules.map((schedule) => (
          <Radio key={schedule.id} value={schedule.id} className="suggestion">
            <Head schedule={schedule} first={first} />
            <Sketch schedule={schedule} slots={calendar.availability} frame={frame} />
            <Numbers schedule={schedule} first={first} />
          </Radio>
        ))}
      </RadioGroup>
      <div className="card stack">
        <div className="spread">
          <Differences schedule={chosen} first={first} zone={calendar.time_zone} />
          <Button isDisabled={!isCalendars} isPending={keep.isPending} onPress={() => keep.mutate(chosen)}>
            {strings.keep}
          </Button>
        </div>
        {!isCalendars && <p className="quiet">{strings.keepHint}</p>}
        {keep.error && <ErrorNotice error={keep.error} />}
        <Picture calendar={calendar} schedule={chosen} />
      </div>
      <Repairs calendar={calendar} unplaced={chosen.unplaced} repairs={answer.repairs} />
    </>
  )
}

function Head({ schedule, first }: { schedule: SuggestedSchedule; first: SuggestedSchedule }) {
  const { points, days } = tradeOf(schedule, first)
  const unproved = points > 0 ? strings.trade(points, days) : strings.notProved
  const all = schedule.placed + schedule.unplaced.length
  return (
    <div>
      <div className="spread">
        <span className="title">{strings.labels[schedule.label]}</span>
        <span className={schedule.placed < all ? 'badge' : 'badge done'}>{strings.placed(schedule.placed, all)}</span>
      </div>
      <div className="quiet">{schedule.optimal ? strings.optimal : unproved}</div>
    </div>
  )
}

function Numbers({ schedule, first }: { schedule: SuggestedSchedule; first: SuggestedSchedule }) {
  return (
    <div className="numbers">
      {numbersOf(schedule, first, strings.numbers).map(({ name, value, delta, isBetter }) => (
        <div key={name}>
          <span>{name}</span>
          <b>
            {delta !== 0 && <small className={isBetter ? 'better' : 'worse'}>{strings.delta(delta)}</small>} {value}
          </b>
        </div>
      ))}
    </div>
  )
}
