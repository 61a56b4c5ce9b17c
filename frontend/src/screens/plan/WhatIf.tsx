import { api, unwrap } from '../../api/client'
import { overwrite } from '../../api/overwrite'
import { ifMatch, partOf } from '../../api/parts'
import { fullName, type CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { Slider } from '../../ui/Slider'
import { Tick } from '../../ui/Tick'
import { lengthsOf } from './Repairs'
import { strings } from './strings'

type Lengths = ReturnType<typeof lengthsOf>
export type Wishes = Lengths & { exclude: number[] }
type Props = { calendar: CalendarDetail; wishes: Wishes; onChange: (wishes: Wishes) => void }

/** Try other lengths, or leave people out, without storing anything. */
export function WhatIf({ calendar, wishes, onChange }: Props) {
  const id = String(calendar.id)
  const { meeting_minutes, buffer_minutes } = calendar
  const isOther = wishes.meeting_minutes !== meeting_minutes || wishes.buffer_minutes !== buffer_minutes
  const { refresh, seen, read } = partOf(calendar, lengthsOf)
  const write = (body: Lengths, etag: string) => unwrap(api.PATCH('/api/v1/calendars/{id}/', { params: { path: { id }, header: ifMatch(etag) }, body }))
  const adopt = useAction(
    async (body: Lengths) => {
      await overwrite(seen, read, (etag) => write(body, etag))
      return { former: seen.state, after: body }
    },
    { refresh, done: strings.adopted, undo: ({ former, after }) => overwrite({ state: after }, read, (etag) => write(former, etag)) },
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
