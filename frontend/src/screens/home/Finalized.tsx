import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { useLeaving } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { day } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

/** The calendars that are done, the latest first; nothing while there are none. */
export function Finalized({ zone }: { zone: string }) {
  const leaving = useLeaving()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...keys.calendars, 'finalized'],
    queryFn: ({ pageParam: page }) => unwrap(api.GET('/api/v1/calendars/', { params: { query: { status: 'finalized', page, page_size: 20 } } })),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.next ? pages.length + 1 : undefined),
  })
  const fault = error && <ErrorNotice error={error} retry={() => void refetch()} />
  const staying = data?.pages.flatMap(({ results }) => results).filter((each) => !leaving.has(`calendar ${each.id}`))
  if (!staying?.length) return fault
  return (
    <section className="stack" aria-labelledby="done">
      <h2 id="done">{strings.done}</h2>
      <ul className="card flush rows">
        {staying.map((calendar) => (
          <li key={calendar.id} className="spread">
            <Link href={`/calendars/${calendar.id}`} className="title">
              {calendar.name}
            </Link>
            <span className="quiet">{calendar.finalized_at && day(calendar.finalized_at, zone)}</span>
          </li>
        ))}
      </ul>
      {fault}
      {hasNextPage && (
        <Button look="plain" small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {strings.older}
        </Button>
      )}
    </section>
  )
}
