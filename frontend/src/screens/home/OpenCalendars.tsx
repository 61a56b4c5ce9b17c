import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api, unwrap } from '../../api/client'
import { everyPage, HOME_LENGTH, keys } from '../../api/queries'
import type { Home } from '../../api/types'
import { useLeaving } from '../../api/useRemoval'
import { ButtonLink } from '../../ui/Button'
import { fromNow, isOver } from '../../ui/format'
import { Empty, ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

type OpenCalendar = Home['unfinalized_calendars'][number]

/** The calendars that collect answers, the next deadline first; where there may be more than home shows, all. */
export function OpenCalendars({ calendars: soonest }: { calendars: OpenCalendar[] }) {
  const leaving = useLeaving()
  const all = useQuery({
    queryKey: [...keys.calendars, 'open'],
    queryFn: () => everyPage((page) => unwrap(api.GET('/api/v1/calendars/', { params: { query: { status: 'open', ordering: 'deadline', page, page_size: 200 } } }))),
    enabled: soonest.length >= HOME_LENGTH,
  })
  const later = all.data?.filter((each) => !soonest.some(({ id }) => id === each.id)) ?? []
  const calendars = [...soonest, ...later].filter((each) => !leaving.has(`calendar ${each.id}`))
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
      {all.error && (
        <li>
          <ErrorNotice error={all.error} retry={() => void all.refetch()} />
        </li>
      )}
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
