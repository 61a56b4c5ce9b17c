import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { keys, useDraft } from '../../api/queries'
import { fullName, type CalendarDetail, type Draft, type Meeting, type Preview } from '../../api/types'
import { ButtonLink } from '../../ui/Button'
import { range } from '../../ui/format'
import { Loaded } from '../../ui/Loaded'
import { Empty, Notice } from '../../ui/Notice'
import { Send } from './Send'
import { strings } from './strings'

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
          {(emails) => (
            <ul className="card flush rows">
              {emails.map((email) => (
                <Mail key={email.to + email.subject} email={email} />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
    </div>
  )
}

function Summary({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const met = new Set(meetings.map((meeting) => meeting.invitation))
  const leftOut = calendar.invitations.filter((each) => each.status !== 'declined' && !met.has(each.id))
  return (
    <section className="stack" aria-labelledby="summary">
      <h2 id="summary">{strings.meetings(meetings.length)}</h2>
      <Notice kind={leftOut.length ? '' : 'done'}>
        {leftOut.length ? strings.leftOut(leftOut.map((each) => fullName(each.contact)).join(', ')) : strings.everybody}
      </Notice>
      <ul className="card columns">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <b>{fullName(meeting.contact)}</b>
            <div className="quiet">{range(meeting.start, meeting.end, calendar.time_zone)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mail({ email }: { email: Preview }) {
  return (
    <li>
      <details>
        <summary>
          <b>{email.subject}</b>{' '}
          <span className="quiet">
            {strings.mailTo(email.to)} {email.ics && <span className="badge">{strings.withFile}</span>}
          </span>
        </summary>
        <pre>{email.text}</pre>
      </details>
    </li>
  )
}
