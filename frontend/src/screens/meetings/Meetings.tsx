import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { MovableSchedule } from '../../shared/schedule/MovableSchedule'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { moment, range } from '../../ui/format'
import { Loaded } from '../../ui/Loaded'
import { LongList } from '../../ui/LongList'
import { Empty } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { Change } from './Change'
import { Exports } from './Exports'
import { Proposals } from './Proposals'
import { useMeetings } from './queries'
import { RepairPlan } from './RepairPlan'
import { strings } from './strings'

/** The finished schedule and all that can still happen to it. */
export default function Meetings({ calendar }: { calendar: CalendarDetail }) {
  const id = String(calendar.id)
  const meetings = useMeetings(id)
  return (
    <Loaded query={meetings}>
      {(confirmed) => (
        <div className="stack-large">
          <Proposals calendar={calendar} meetings={confirmed} />
          <RepairPlan calendar={calendar} />
          {confirmed.length ? <Schedule calendar={calendar} meetings={confirmed} /> : <Empty>{strings.none}</Empty>}
          <Exports calendar={calendar} meetings={confirmed} />
        </div>
      )}
    </Loaded>
  )
}

function Schedule({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const zone = calendar.time_zone
  const [target, setTarget] = useState<{ meeting: Meeting; start: string } | null>(null)
  const [changed, setChanged] = useState<Meeting | null>(null)
  const ask = (invitation: number, start: string) => {
    const meeting = meetings.find((each) => each.invitation === invitation)
    if (meeting) setTarget({ meeting, start })
  }
  return (
    <section className="stack" aria-labelledby="schedule">
      <h2 id="schedule">{strings.schedule}</h2>
      <div className="schedule-layout">
        <div className="card">
          <MovableSchedule calendar={calendar} meetings={meetings} onMove={ask} />
        </div>
        <LongList label={strings.list} zone={zone} items={meetings} nameOf={({ contact, start, end }) => `${fullName(contact)}, ${range(start, end, zone)}`} rowSize={74} className="card flush">
          {(meeting) => (
            <>
              <div className="grow">
                <div className="title">{fullName(meeting.contact)}</div>
                <div className="quiet">{range(meeting.start, meeting.end, zone)}</div>
              </div>
              <Button look="plain" small aria-label={strings.changeWhom(fullName(meeting.contact))} onPress={() => setChanged(meeting)}>
                {strings.change}
              </Button>
            </>
          )}
        </LongList>
      </div>
      {target && <Move calendar={calendar} {...target} onClose={() => setTarget(null)} />}
      {changed && <Change calendar={calendar} meeting={changed} onClose={() => setChanged(null)} />}
    </section>
  )
}

type MoveProps = { calendar: CalendarDetail; meeting: Meeting; start: string; onClose: () => void }

function Move({ calendar, meeting, start, onClose }: MoveProps) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const move = useAction(
    () => unwrap(api.PATCH('/api/v1/calendars/{calendar_pk}/meetings/{id}/', { params: { path: { calendar_pk: id, id: String(meeting.id) } }, body: { start } })),
    { refresh: [keys.calendar(id), keys.home], done: strings.moved, then: onClose },
  )
  return (
    <Confirm title={strings.moveTitle(fullName(meeting.contact))} label={strings.move} look="" isOpen onClose={onClose} error={move.error} isPending={move.isPending} onConfirm={() => move.mutate(undefined)}>
      <p>{strings.moveText(moment(meeting.start, zone), moment(start, zone))}</p>
      <Zone zone={zone} />
    </Confirm>
  )
}
