import { api, download, unwrap } from '../../api/client'
import { latestError } from '../../api/latest'
import type { CalendarDetail, Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { SettingsButton } from '../../shared/settings/Settings'
import { Button } from '../../ui/Button'
import { ErrorNotice, Notice } from '../../ui/Notice'
import { Reopen } from './Reopen'
import { strings } from './strings'

export function Exports({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const path = `/api/v1/calendars/${calendar.id}/export`
  const save = useAction((kind: 'csv' | 'ics') => download(`${path}.${kind}`, `${calendar.name}.${kind}`), { doing: strings.exporting })
  const feed = useAction(() => unwrap(api.POST('/api/v1/feed/')))
  const error = latestError(save, feed)
  return (
    <section className="stack" aria-labelledby="exports">
      <h2 id="exports">{strings.exports}</h2>
      <div className="line">
        <Button look="plain" isPending={save.isPending} onPress={() => save.mutate('csv')}>
          {strings.csv}
        </Button>
        <Button look="plain" isPending={save.isPending} onPress={() => save.mutate('ics')}>
          {strings.ics}
        </Button>
        <Button look="plain" isPending={feed.isPending} onPress={() => feed.mutate(undefined)}>
          {strings.feed}
        </Button>
        <SettingsButton calendar={calendar} />
        <Reopen id={String(calendar.id)} meetings={meetings} />
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
      {feed.data && (
        <Notice>
          <p>{strings.feedMade}</p>
          <pre>{feed.data.url}</pre>
        </Notice>
      )}
    </section>
  )
}
