import { useProfile } from '../../api/queries'
import { fullName, type Home } from '../../api/types'
import { dayLong, time } from '../../ui/format'
import { Empty } from '../../ui/Notice'
import { ownZone } from '../../ui/ZonePicker'
import { strings } from './strings'

type Coming = Home['finalized_meetings'][number]

export function ComingMeetings({ meetings }: { meetings: Coming[] }) {
  const zone = useProfile().data?.time_zone ?? ownZone
  if (!meetings.length) return <Empty>{strings.noComing}</Empty>
  const days = grouped(meetings, (meeting) => dayLong(meeting.start, zone))
  return (
    <div>
      {[...days].map(([day, ofDay]) => (
        <div key={day}>
          <h3 className="agenda-day">{day}</h3>
          <ul className="card flush agenda">
            {ofDay.map((meeting) => (
              <li key={meeting.id}>
                <time dateTime={meeting.start}>
                  {time(meeting.start, zone)}–{time(meeting.end, zone)}
                </time>
                <div>
                  <div>{strings.withName(fullName(meeting.with))}</div>
                  <div className="quiet">{meeting.name}</div>
                </div>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function grouped<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
