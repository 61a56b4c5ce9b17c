import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type ReceivedInvitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useRemoval } from '../../api/useRemoval'
import { Button, ButtonLink } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { fromNow } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

export function Invitations({ invitations }: { invitations: ReceivedInvitation[] }) {
  if (!invitations.length) return null
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
  const remove = useRemoval([keys.home])
  const decline = () => {
    const params = { path: { id: String(id) } }
    remove({ key: `received ${id}`, done: strings.declined, send: () => unwrap(api.POST('/api/v1/invitations/{id}/decline/', { params, body: { comment }, keepalive: true })) })
    onClose()
  }
  return (
    <Confirm title={strings.declineTitle} label={strings.decline} isOpen={isOpen} onClose={onClose} onConfirm={decline}>
      <p className="quiet">{strings.declineText}</p>
      <Field label={strings.comment} rows={2} value={comment} onChange={setComment} />
    </Confirm>
  )
}
