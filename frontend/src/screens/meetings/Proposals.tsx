import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useLeaving, useRemoval } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { moment } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { useAsked, type Asked } from './queries'
import { strings } from './strings'

/** The other times that somebody asks for and that wait for an answer. */
export function Proposals({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const leaving = useLeaving()
  const asked = useAsked(String(calendar.id), meetings)
  if (asked.error) return <ErrorNotice error={asked.error} retry={() => void asked.refetch()} />
  const open = asked.data?.filter((proposal) => !leaving.has(keyOf(proposal)))
  if (!open?.length) return null
  return (
    <section className="stack" aria-labelledby="proposals proposals-zone">
      <div className="section-head">
        <h2 id="proposals">{strings.proposals}</h2>
        <Zone id="proposals-zone" zone={calendar.time_zone} />
      </div>
      <ul className="card flush rows">
        {open.map((proposal) => (
          <Proposed key={proposal.id} calendar={calendar} proposal={proposal} />
        ))}
      </ul>
    </section>
  )
}

const PATH = '/api/v1/calendars/{calendar_pk}/meetings/{meeting_pk}/proposals/{id}/' as const

const keyOf = (proposal: Asked) => `proposal ${proposal.id}`

function Proposed({ calendar, proposal }: { calendar: CalendarDetail; proposal: Asked }) {
  const id = String(calendar.id)
  const call = { params: { path: { calendar_pk: id, meeting_pk: String(proposal.meeting), id: String(proposal.id) } } }
  const refresh = [keys.calendar(id), keys.home]
  const accept = useAction(() => unwrap(api.POST(`${PATH}accept/`, call)), { refresh, done: strings.accepted })
  const remove = useRemoval(refresh)
  const key = keyOf(proposal)
  const decline = () => remove({ key, done: strings.declined, send: () => unwrap(api.POST(`${PATH}decline/`, { ...call, keepalive: true })) })
  const withdraw = () => remove({ key, done: strings.withdrawn, send: () => unwrap(api.DELETE(PATH, { ...call, keepalive: true })) })
  const isTheirs = proposal.side === 'invitee'
  return (
    <li className="spread">
      <div className="grow">
        <div className="title">
          {isTheirs ? strings.byInvitee(fullName(proposal.of.contact)) : strings.byOwner} {moment(proposal.start, calendar.time_zone)}
        </div>
        <div className="quiet">{proposal.message || fullName(proposal.of.contact)}</div>
        {accept.error && <ErrorNotice error={accept.error} />}
      </div>
      {isTheirs ? (
        <div className="line">
          <Button small isPending={accept.isPending} onPress={() => accept.mutate(undefined)}>
            {strings.accept}
          </Button>
          <Button look="plain" small onPress={decline}>
            {strings.decline}
          </Button>
        </div>
      ) : (
        <Button look="plain" small onPress={withdraw}>
          {strings.withdraw}
        </Button>
      )}
    </li>
  )
}
