import { useState } from 'react'
import { keys } from '../../api/queries'
import { fullName, hasDeclined, type CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { LongList } from '../../ui/LongList'
import { ErrorNotice } from '../../ui/Notice'
import { Slider } from '../../ui/Slider'
import { lengthen, type Lengths } from './lengths'
import { strings } from './strings'

export type Wishes = Lengths & { exclude: number[] }
type Props = { calendar: CalendarDetail; wishes: Wishes; onChange: (wishes: Wishes) => void }

/** Try other lengths, or leave people out, without storing anything. */
export function WhatIf({ calendar, wishes, onChange }: Props) {
  const { meeting_minutes, buffer_minutes } = calendar
  const isOther = wishes.meeting_minutes !== meeting_minutes || wishes.buffer_minutes !== buffer_minutes
  const adopt = useAction((lengths: Lengths) => lengthen(calendar, lengths), {
    refresh: [keys.calendar(String(calendar.id)), keys.home],
    done: strings.adopted,
    undo: (putBack) => putBack(),
  })
  return (
    <div className="card stack">
      <h3>{strings.whatIf}</h3>
      <div className="what-if">
        <Slider label={strings.length} value={wishes.meeting_minutes} min={5} max={Math.max(120, meeting_minutes)} step={5} unit={strings.minutes} onChange={(value) => onChange({ ...wishes, meeting_minutes: value })} />
        <Slider label={strings.buffer} value={wishes.buffer_minutes} min={0} max={Math.max(60, buffer_minutes)} step={5} unit={strings.minutes} onChange={(value) => onChange({ ...wishes, buffer_minutes: value })} />
        <LeaveOut calendar={calendar} wishes={wishes} onChange={onChange} />
      </div>
      {isOther && (
        <div className="line">
          <Button look="plain" small isPending={adopt.isPending} onPress={() => adopt.mutate({ meeting_minutes: wishes.meeting_minutes, buffer_minutes: wishes.buffer_minutes })}>
            {strings.adopt}
          </Button>
          <Button look="bare" small onPress={() => onChange({ ...wishes, meeting_minutes, buffer_minutes })}>
            {strings.backToCalendar}
          </Button>
        </div>
      )}
      {adopt.error && <ErrorNotice error={adopt.error} />}
    </div>
  )
}

function LeaveOut({ calendar, wishes, onChange }: Props) {
  const [isOpen, setOpen] = useState(wishes.exclude.length > 0)
  const people = calendar.invitations.filter((each) => !hasDeclined(each))
  const choice = { chosen: new Set(wishes.exclude), onChange: (chosen: ReadonlySet<number>) => onChange({ ...wishes, exclude: [...chosen] }) }
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{strings.leaveOut(wishes.exclude.length)}</summary>
      {isOpen && (
        <LongList label={strings.leaveOut(0)} items={people} nameOf={({ contact }) => fullName(contact)} rowSize={39} className="leave-out" choice={choice}>
          {({ contact }) => <span>{fullName(contact)}</span>}
        </LongList>
      )}
    </details>
  )
}
