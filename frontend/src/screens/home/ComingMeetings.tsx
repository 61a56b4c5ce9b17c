import { HOME_LENGTH } from '../../api/queries'
import { fullName, type Home } from '../../api/types'
import { useLeaving } from '../../api/useRemoval'
import { dayLong, time } from '../../ui/format'
import { Empty } from '../../ui/Notice'
import { strings } from './strings'

type Coming = Home['finalized_meetings'][number]

/** The next meetings, day by day; the heading above them says in which zone. */
export function ComingMeetings({ meetings: soonest, zone }: { meetings: Coming[]; zone: string }) {
  const leaving = useLeaving()
  const meetings = soonest.filter((each) => !leaving.has(`calendar ${each.calendar}`))
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
      {soonest.length >= HOME_LENGTH && <p className="agenda-day">{strings.soonest(meetings.length)}</p>}
    </div>
  )
}

const idOf = ([first]: Coming[]) => `day-${first?.id}`

function grouped<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
