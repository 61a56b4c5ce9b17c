import { fullName, type Home } from '../../api/types'
import { dayLong, time } from '../../ui/format'
import { Empty } from '../../ui/Notice'
import { strings } from './strings'

type Coming = Home['finalized_meetings'][number]

const MOST = 50 // meetings that home shows

/** The next meetings, day by day; the heading above them says in which zone. */
export function ComingMeetings({ meetings, zone }: { meetings: Coming[]; zone: string }) {
  if (!meetings.length) return <Empty>{strings.noComing}</Empty>
  const days = grouped(meetings, (meeting) => dayLong(meeting.start, zone))
  return (
    <div>
      {[...days].map(([day, ofDay]) => (
        <div key={day}>
          <h3 className="agenda-day" id={idOf(ofDay)}>
            {day}
          </h3>
          <ul className="card flush agenda" aria-labelledby={`${idOf(ofDay)} coming-zone`}>
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
      {meetings.length >= MOST && <p className="agenda-day">{strings.soonest(meetings.length)}</p>}
    </div>
  )
}

const idOf = ([first]: Coming[]) => `day-${first?.id}`

function grouped<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
