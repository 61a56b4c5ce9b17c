import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, isMissing, type CalendarDetail, type Invitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useLeaving } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { fromNow } from '../../ui/format'
import { LongList } from '../../ui/LongList'
import { Empty, ErrorNotice } from '../../ui/Notice'
import { Invite } from './Invite'
import { Manage } from './Manage'
import { strings } from './strings'

/** Who is invited, the missing first, and what can be done about them. */
export function People({ calendar }: { calendar: CalendarDetail }) {
  const id = String(calendar.id)
  const isOpen = calendar.status === 'open'
  const [managed, setManaged] = useState<number | null>(null)
  const [isInviting, setInviting] = useState(false)
  const remindAll = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/remind/', { params: { path: { calendar_pk: id } } })), {
    refresh: [keys.calendar(id)],
    doing: strings.reminding,
    done: strings.reminded,
  })
  const leaving = useLeaving()
  const staying = calendar.invitations.filter((each) => !leaving.has(`invitation ${each.id}`))
  const sorted = staying.sort((a, b) => Number(isMissing(b)) - Number(isMissing(a)))
  const missing = sorted.filter(isMissing).length
  const current = sorted.find((each) => each.id === managed)
  return (
    <section aria-labelledby="people">
      <div className="section-head">
        <h2 id="people">
          {strings.people} <span className="quiet">{strings.answeredOf(calendar.responded_count, calendar.invited_count)}</span>
        </h2>
        {isOpen && (
          <div className="line">
            {missing > 0 && (
              <Button look="plain" small isPending={remindAll.isPending} onPress={() => remindAll.mutate(undefined)}>
                {strings.remindAll(missing)}
              </Button>
            )}
            <Button small onPress={() => setInviting(true)}>
              {strings.invite}
            </Button>
          </div>
        )}
      </div>
      {remindAll.error && <ErrorNotice error={remindAll.error} />}
      {sorted.length === 0 && <Empty>{strings.nobody}</Empty>}
      {sorted.length > 0 && (
        <LongList label={strings.people} items={sorted} nameOf={told} rowSize={73} className="card flush">
          {(invitation) => <Invitee invitation={invitation} onManage={() => setManaged(invitation.id)} />}
        </LongList>
      )}
      {current && <Manage calendar={calendar} invitation={current} onClose={() => setManaged(null)} />}
      {isInviting && <Invite calendar={calendar} onClose={() => setInviting(false)} />}
    </section>
  )
}

function Invitee({ invitation, onManage }: { invitation: Invitation; onManage: () => void }) {
  const name = fullName(invitation.contact)
  const look = { pending: 'badge', accepted: 'badge accent', responded: 'badge done', declined: 'badge fault' }[invitation.status]
  return (
    <>
      <div className="grow">
        <div className="title">{name}</div>
        <div className="quiet">{newsOf(invitation)}</div>
      </div>
      <span className={look}>{strings.status[invitation.status]}</span>
      <Button look="plain" small aria-label={strings.manageWhom(name)} onPress={onManage}>
        {strings.manage}
      </Button>
    </>
  )
}

const told = (invitation: Invitation) => [fullName(invitation.contact), strings.status[invitation.status], newsOf(invitation)].join(', ')

function newsOf({ status, opened_at, reminded_at, responded_at, comment }: Invitation): string {
  if (comment) return `“${comment}”`
  if (status === 'responded' && responded_at) return strings.answeredAt(fromNow(responded_at))
  if (reminded_at) return strings.remindedAt(fromNow(reminded_at))
  return opened_at ? strings.opened : strings.notOpened
}
