import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { latestError } from '../../api/latest'
import { keys } from '../../api/queries'
import { fullName, isMissing, type CalendarDetail, type Invitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useRemoval } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { range } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { AnswerFor } from './AnswerFor'
import { OwnDeadline } from './OwnDeadline'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; invitation: Invitation; onClose: () => void }

/** Everything about one invitee, and all that the owner can do. */
export function Manage({ calendar, invitation, onClose }: Props) {
  const id = String(calendar.id)
  const [isAnswering, setAnswering] = useState(false)
  const name = fullName(invitation.contact)
  const remove = useRemoval([keys.calendar(id), keys.home])
  const revoke = () => {
    const params = { path: { calendar_pk: id, id: String(invitation.id) } }
    remove({ key: `invitation ${invitation.id}`, done: strings.revoked(name), send: () => unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/invitations/{id}/', { params, keepalive: true })) })
    onClose()
  }
  if (isAnswering) return <AnswerFor calendar={calendar} invitation={invitation} onClose={onClose} />
  return (
    <Dialog title={name} isOpen onClose={onClose}>
      <p className="quiet">{invitation.contact.email}</p>
      <Answer invitation={invitation} zone={calendar.time_zone} />
      {calendar.status === 'open' && (
        <>
          <Mails calendar={calendar} invitation={invitation} />
          <OwnDeadline calendar={calendar} invitation={invitation} onClose={onClose} />
          <div className="line">
            <Button look="plain" onPress={() => setAnswering(true)}>
              {strings.answerFor}
            </Button>
            <Button look="danger" onPress={revoke}>
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
          {invitation.availability.length ? <Zone zone={zone} /> : strings.noTimes}
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
  const remind = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/invitations/{id}/remind/', path)), { refresh, done: ({ message }) => message })
  const resend = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/invitations/{id}/resend/', path)), { refresh, done: strings.resent(fullName(invitation.contact)) })
  const error = latestError(remind, resend)
  return (
    <div className="stack-small">
      <div className="line">
        {isMissing(invitation) && (
          <Button isPending={remind.isPending} onPress={() => remind.mutate(undefined)}>
            {strings.remind}
          </Button>
        )}
        <Button look="plain" isPending={resend.isPending} onPress={() => resend.mutate(undefined)}>
          {strings.resend}
        </Button>
        <span className="quiet">{strings.resendHint}</span>
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
    </div>
  )
}
