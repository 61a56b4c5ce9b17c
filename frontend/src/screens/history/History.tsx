import { useInfiniteQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { CalendarDetail, LogEntry } from '../../api/types'
import { Button } from '../../ui/Button'
import { moment } from '../../ui/format'
import { Empty, ErrorNotice, Loading } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { strings } from './strings'

export default function History({ calendar }: { calendar: CalendarDetail }) {
  const id = String(calendar.id)
  const log = useInfiniteQuery({
    queryKey: keys.part(id, 'log'),
    queryFn: ({ pageParam: page }) => unwrap(api.GET('/api/v1/calendars/{calendar_pk}/log/', { params: { path: { calendar_pk: id }, query: { page } } })),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.next ? pages.length + 1 : undefined),
  })
  if (!log.data) return log.error ? <ErrorNotice error={log.error} retry={() => void log.refetch()} /> : <Loading />
  const entries = log.data.pages.flatMap((page) => page.results)
  return (
    <section className="stack" aria-labelledby="log">
      <div className="section-head">
        <h2 id="log">{strings.title}</h2>
        <Zone id="log-zone" zone={calendar.time_zone} />
      </div>
      {entries.length === 0 && <Empty>{strings.none}</Empty>}
      <ul className="card flush rows" aria-labelledby="log log-zone" hidden={!entries.length}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} zone={calendar.time_zone} />
        ))}
      </ul>
      {log.error && <ErrorNotice error={log.error} />}
      {log.hasNextPage && (
        <Button look="plain" isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
          {strings.older}
        </Button>
      )}
    </section>
  )
}

function Entry({ entry, zone }: { entry: LogEntry; zone: string }) {
  const when = entry.start ? moment(entry.start, zone) : ''
  return (
    <li className="spread">
      <span>
        {strings.actions[entry.action]({ person: entry.person, when, count: entry.count ?? 0 })} <span className="quiet">{strings.actors[entry.actor]}</span>
      </span>
      <time className="quiet" dateTime={entry.at}>
        {moment(entry.at, zone)}
      </time>
    </li>
  )
}
