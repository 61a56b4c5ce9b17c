import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { useDraft } from '../../api/draft'
import { keys } from '../../api/queries'
import type { CalendarDetail, Draft } from '../../api/types'
import { ButtonLink } from '../../ui/Button'
import { Loaded } from '../../ui/Loaded'
import { Empty } from '../../ui/Notice'
import { Mails } from './Mails'
import { Send } from './Send'
import { strings } from './strings'
import { Summary } from './Summary'
import './finalize.css'

export default function Finalize({ calendar }: { calendar: CalendarDetail }) {
  const draft = useDraft(String(calendar.id))
  return (
    <Loaded query={draft}>
      {(data) =>
        data.meetings.length ? (
          <Rehearsal calendar={calendar} draft={data} />
        ) : (
          <Empty>
            <p>{strings.noDraft}</p>
            <ButtonLink href={`/calendars/${calendar.id}/plan`}>{strings.toPlan}</ButtonLink>
          </Empty>
        )
      }
    </Loaded>
  )
}

function Rehearsal({ calendar, draft }: { calendar: CalendarDetail; draft: Draft }) {
  const id = String(calendar.id)
  const { meetings } = draft
  const previews = useQuery({
    queryKey: keys.part(id, 'previews', meetings.map(({ invitation, start }) => [invitation, start])),
    queryFn: async () => {
      const answer = await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/finalize/', { params: { path: { calendar_pk: id }, query: { dry_run: true } } }))
      return 'emails' in answer ? answer.emails : []
    },
    staleTime: 0,
  })
  return (
    <div className="stack-large">
      <Summary calendar={calendar} meetings={meetings} />
      <section aria-labelledby="mails" className="stack">
        <div className="section-head">
          <h2 id="mails">{strings.preview}</h2>
          <Send id={id} draft={draft} count={previews.data?.length} />
        </div>
        <Loaded query={previews} what={strings.previewing}>
          {(emails) => <Mails emails={emails} />}
        </Loaded>
      </section>
    </div>
  )
}
