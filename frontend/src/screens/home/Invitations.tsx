import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type ReceivedInvitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button, ButtonLink } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { fromNow } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

export function Invitations({ invitations }: { invitations: ReceivedInvitation[] }) {
  return (
    <section aria-labelledby="invitations" className="stack">
      <h2 id="invitations">{strings.invitations}</h2>
      <ul className="card flush rows">
        {invitations.map((invitation) => (
          <Invited key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

function Invited({ invitation }: { invitation: ReceivedInvitation }) {
  const [, go] = useLocation()
  const [isDeclining, setDeclining] = useState(false)
  const path = { params: { path: { id: String(invitation.id) } } }
  const accept = useAction(() => unwrap(api.POST('/api/v1/invitations/{id}/accept/', path)), {
    refresh: [keys.home],
    done: strings.accepted,
    then: () => go(`/invitations/${invitation.id}`),
  })
  const { calendar, owner, effective_deadline: deadline } = invitation
  return (
    <li className="spread">
      <div className="grow">
        <div className="title">{calendar.name}</div>
        <div className="quiet">
          {strings.from(fullName(owner))} · {strings.minutes(calendar.meeting_minutes)}
          {deadline && ` · ${strings.deadline(fromNow(deadline))}`}
        </div>
      </div>
      <div className="line">
        {invitation.status === 'pending' && (
          <Button look="plain" small isPending={accept.isPending} onPress={() => accept.mutate(undefined)}>
            {strings.accept}
          </Button>
        )}
        <ButtonLink href={`/invitations/${invitation.id}`} small>
          {strings.giveTimes}
        </ButtonLink>
        <Button look="bare" small onPress={() => setDeclining(true)}>
          {strings.decline}
        </Button>
      </div>
      {accept.error && <ErrorNotice error={accept.error} />}
      <Decline id={invitation.id} isOpen={isDeclining} onClose={() => setDeclining(false)} />
    </li>
  )
}

function Decline({ id, isOpen, onClose }: { id: number; isOpen: boolean; onClose: () => void }) {
  const [comment, setComment] = useState('')
  const decline = useAction(
    () => unwrap(api.POST('/api/v1/invitations/{id}/decline/', { params: { path: { id: String(id) } }, body: { comment } })),
    { refresh: [keys.home], done: strings.declined, then: onClose },
  )
  return (
    <Confirm
      title={strings.declineTitle}
      label={strings.decline}
      isOpen={isOpen}
      onClose={onClose}
      error={decline.error}
      isPending={decline.isPending}
      onConfirm={() => decline.mutate(undefined)}
    >
      <p className="quiet">{strings.declineText}</p>
      <Field label={strings.comment} rows={2} value={comment} onChange={setComment} />
    </Confirm>
  )
}
