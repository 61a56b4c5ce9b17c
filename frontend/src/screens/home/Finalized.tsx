import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { useLeaving } from '../../api/useRemoval'
import { day } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { ownZone } from '../../ui/ZonePicker'
import { strings } from './strings'

/** The calendars that are done, the latest first; nothing while there are none. */
export function Finalized() {
  const leaving = useLeaving()
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.calendars, 'finalized'],
    queryFn: () => unwrap(api.GET('/api/v1/calendars/', { params: { query: { status: 'finalized', page_size: 20 } } })),
  })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  const staying = data?.results.filter((each) => !leaving.has(`calendar ${each.id}`))
  if (!staying?.length) return null
  return (
    <>
      <h2>{strings.done}</h2>
      <ul className="card flush rows">
        {staying.map((calendar) => (
          <li key={calendar.id} className="spread">
            <Link href={`/calendars/${calendar.id}`} className="title">
              {calendar.name}
            </Link>
            <span className="quiet">{calendar.finalized_at && day(calendar.finalized_at, ownZone)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
