import { Link } from 'wouter'
import type { Home } from '../../api/types'
import { ButtonLink } from '../../ui/Button'
import { fromNow, isOver } from '../../ui/format'
import { Empty } from '../../ui/Notice'
import { strings } from './strings'

type OpenCalendar = Home['unfinalized_calendars'][number]

export function OpenCalendars({ calendars }: { calendars: OpenCalendar[] }) {
  if (!calendars.length)
    return (
      <Empty>
        <p>{strings.noOpen}</p>
        <ButtonLink href="/calendars/new">{strings.start}</ButtonLink>
      </Empty>
    )
  return (
    <ul className="stack">
      {calendars.map((calendar) => (
        <li key={calendar.id}>
          <Link href={`/calendars/${calendar.id}`} className="card open-calendar">
            <h3>{calendar.name}</h3>
            <Progress answered={calendar.responded_count} invited={calendar.invited_count} />
            <div className="spread quiet">
              <span>{strings.answered(calendar.responded_count, calendar.invited_count)}</span>
              <span>{deadlineOf(calendar)}</span>
            </div>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Progress({ answered, invited }: { answered: number; invited: number }) {
  return (
    <div className="bar" aria-hidden="true">
      <span style={{ width: `${invited ? (100 * answered) / invited : 0}%` }} />
    </div>
  )
}

function deadlineOf({ deadline }: OpenCalendar): string {
  if (!deadline) return strings.noDeadline
  const when = fromNow(deadline)
  return isOver(deadline) ? strings.overdue(when) : strings.deadline(when)
}
