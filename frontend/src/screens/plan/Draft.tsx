import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button, ButtonLink } from '../../ui/Button'
import { moment } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { Tick } from '../../ui/Tick'
import { toast } from '../../ui/toast'
import { MovableSchedule } from './MovableSchedule'
import { strings } from './strings'
import { Why } from './Why'

export function Draft({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const path = { params: { path: { calendar_pk: id } } }
  const refresh = [keys.part(id, 'draft')]
  const [pinned, setPinned] = useState<ReadonlySet<number>>(new Set())
  const [asked, setAsked] = useState<Meeting | null>(null)
  const kept = meetings.filter((meeting) => pinned.has(meeting.id))
  const move = useAction(
    ({ meeting, start }: { meeting: Meeting; start: string }) =>
      unwrap(api.PATCH('/api/v1/calendars/{calendar_pk}/meetings/{id}/', { params: { path: { calendar_pk: id, id: String(meeting.id) } }, body: { start } })),
    { refresh, then: ({ contact, start }) => toast(strings.moved(fullName(contact), moment(start, zone))) },
  )
  const regenerate = useAction(
    () => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/schedule/generate/', { ...path, body: { keep: kept.map((meeting) => meeting.id) } })),
    { refresh, done: strings.regenerated, then: (answer) => setPinned(new Set(answer.meetings.filter((each) => kept.some((old) => old.invitation === each.invitation)).map((each) => each.id))) },
  )
  const discard = useAction(() => unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/schedule/', path)), { refresh, done: strings.discarded })
  const error = move.error ?? regenerate.error ?? discard.error
  const pin = (meeting: Meeting, isPinned: boolean) => {
    const next = new Set(pinned)
    if (isPinned) next.add(meeting.id)
    else next.delete(meeting.id)
    setPinned(next)
  }
  return (
    <section aria-labelledby="draft" className="stack">
      <div className="section-head">
        <h2 id="draft">{strings.draft}</h2>
        <div className="line">
          <Button look="bare" small isPending={discard.isPending} onPress={() => discard.mutate(undefined)}>
            {strings.discard}
          </Button>
          <Button look="plain" small isPending={regenerate.isPending} onPress={() => regenerate.mutate(undefined)}>
            {strings.regenerate(kept.length)}
          </Button>
          <ButtonLink small href={`/calendars/${id}/finalize`}>
            {strings.toFinalize}
          </ButtonLink>
        </div>
      </div>
      {error && <ErrorNotice error={error} />}
      <div className="draft-layout">
        <div className="card">
          <MovableSchedule calendar={calendar} meetings={meetings} pinned={pinned} onMove={(meeting, start) => move.mutate({ meeting, start })} />
        </div>
        <ul className="card flush rows">
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <div className="title">{fullName(meeting.contact)}</div>
              <div className="quiet">{moment(meeting.start, zone)}</div>
              <div className="spread">
                <Tick checked={pinned.has(meeting.id)} onChange={(event) => pin(meeting, event.target.checked)}>
                  {strings.pin}
                </Tick>
                <Button look="bare" small onPress={() => setAsked(meeting)}>
                  {strings.why}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {asked && <Why calendar={calendar} meeting={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}
