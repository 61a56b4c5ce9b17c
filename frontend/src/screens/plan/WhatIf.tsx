import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { Slider } from '../../ui/Slider'
import { Tick } from '../../ui/Tick'
import { strings } from './strings'

export type Wishes = { meeting_minutes: number; buffer_minutes: number; exclude: number[] }
type Props = { calendar: CalendarDetail; wishes: Wishes; onChange: (wishes: Wishes) => void }

/** Try other lengths, or leave people out, without storing anything. */
export function WhatIf({ calendar, wishes, onChange }: Props) {
  const id = String(calendar.id)
  const { meeting_minutes, buffer_minutes } = calendar
  const isOther = wishes.meeting_minutes !== meeting_minutes || wishes.buffer_minutes !== buffer_minutes
  const adopt = useAction(
    () =>
      unwrap(
        api.PATCH('/api/v1/calendars/{id}/', {
          params: { path: { id } },
          body: { meeting_minutes: wishes.meeting_minutes, buffer_minutes: wishes.buffer_minutes },
        }),
      ),
    { refresh: [keys.calendar(id)], done: strings.adopted },
  )
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
          <Button look="plain" small isPending={adopt.isPending} onPress={() => adopt.mutate(undefined)}>
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
  const toggle = (invitation: number, isOut: boolean) =>
    onChange({ ...wishes, exclude: isOut ? [...wishes.exclude, invitation] : wishes.exclude.filter((each) => each !== invitation) })
  return (
    <details>
      <summary>{strings.leaveOut(wishes.exclude.length)}</summary>
      <div className="leave-out">
        {calendar.invitations
          .filter((each) => each.status !== 'declined')
          .map((each) => (
            <Tick key={each.id} checked={wishes.exclude.includes(each.id)} onChange={(event) => toggle(each.id, event.target.checked)}>
              {fullName(each.contact)}
            </Tick>
          ))}
      </div>
    </details>
  )
}
