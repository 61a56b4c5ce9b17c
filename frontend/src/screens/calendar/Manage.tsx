import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Invitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { range } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { toast } from '../../ui/toast'
import { AnswerFor } from './AnswerFor'
import { OwnDeadline } from './OwnDeadline'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; invitation: Invitation; onClose: () => void }

/** Everything about one invitee, and all that the owner can do. */
export function Manage({ calendar, invitation, onClose }: Props) {
  const [open, setOpen] = useState<'' | 'answer' | 'revoke'>('')
  const name = fullName(invitation.contact)
  if (open === 'answer') return <AnswerFor calendar={calendar} invitation={invitation} onClose={onClose} />
  if (open === 'revoke') return <Revoke calendar={calendar} invitation={invitation} onClose={onClose} />
  return (
    <Dialog title={name} isOpen onClose={onClose}>
      <p className="quiet">{invitation.contact.email}</p>
      <Answer invitation={invitation} zone={calendar.time_zone} />
      {calendar.status === 'open' && (
        <>
          <Mails calendar={calendar} invitation={invitation} />
          <OwnDeadline calendar={calendar} invitation={invitation} />
          <div className="line">
            <Button look="plain" onPress={() => setOpen('answer')}>
              {strings.answerFor}
            </Button>
            <Button look="danger" onPress={() => setOpen('revoke')}>
              {strings.revoke}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function Answer({ invitation, zone }: { invitation: Invitation; zone: string }) {
  return (
    <dl className="facts">
      {invitation.comment && (
        <div>
          <dt>{strings.comment}</dt>
          <dd>{invitation.comment}</dd>
        </div>
      )}
      <div>
        <dt>{strings.times}</dt>
        <dd>
          {invitation.availability.length === 0 && strings.noTimes}
          {invitation.availability.map((slot) => (
            <div key={slot.id}>
              {range(slot.start, slot.end, zone)} · {slot.preference}
            </div>
          ))}
        </dd>
      </div>
    </dl>
  )
}

function Mails({ calendar, invitation }: Omit<Props, 'onClose'>) {
  const path = { params: { path: { calendar_pk: String(calendar.id), id: String(invitation.id) } } }
  const refresh = [keys.calendar(String(calendar.id))]
  const remind = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/invitations/{id}/remind/', path)), { refresh, then: ({ message }) => toast(message) })
  const resend = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/invitations/{id}/resend/', path)), { refresh, done: strings.resent(fullName(invitation.contact)) })
  const isMissing = invitation.status === 'pending' || invitation.status === 'accepted'
  const error = remind.error ?? resend.error
  return (
    <div className="stack-small">
      <div className="line">
        {isMissing && (
          <Button isPending={remind.isPending} onPress={() => remind.mutate(undefined)}>
            {strings.remind}
          </Button>
        )}
        <Button look="plain" isPending={resend.isPending} onPress={() => resend.mutate(undefined)}>
          {strings.resend}
        </Button>
        <span className="quiet">{strings.resendHint}</span>
      </div>
      {error && <ErrorNotice error={error} />}
    </div>
  )
}

function Revoke({ calendar, invitation, onClose }: Props) {
  const id = String(calendar.id)
  const name = fullName(invitation.contact)
  const revoke = useAction(
    () => unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/invitations/{id}/', { params: { path: { calendar_pk: id, id: String(invitation.id) } } })),
    { refresh: [keys.calendar(id), keys.home], done: strings.revoked(name), then: onClose },
  )
  return (
    <Confirm title={strings.revoke} label={strings.revoke} isOpen onClose={onClose} error={revoke.error} isPending={revoke.isPending} onConfirm={() => revoke.mutate(undefined)}>
      <p>{strings.revokeText(name)}</p>
    </Confirm>
  )
}
