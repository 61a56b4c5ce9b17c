import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { once } from '../../api/idempotency'
import { keys } from '../../api/queries'
import type { CalendarDetail, Contact } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Confirm } from '../../ui/Dialog'
import { People } from '../new-calendar/People'
import { strings } from './strings'

export function Invite({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const [people, setPeople] = useState<ReadonlyMap<number, Contact>>(new Map())
  const id = String(calendar.id)
  const invite = useAction(
    () => {
      const body = { contacts: [...people.keys()] }
      return once(['invitations', id, body], (key) =>
        unwrap(api.POST('/api/v1/calendars/{calendar_pk}/invitations/', { params: { path: { calendar_pk: id }, header: { 'Idempotency-Key': key } }, body })),
      )
    },
    { refresh: [keys.calendar(id), keys.home], doing: strings.inviting(people.size), done: strings.invited, then: onClose },
  )
  return (
    <Confirm title={strings.invite} label={strings.inviteThem} look="" isOpen hasWork={people.size > 0} onClose={onClose} error={invite.error} isPending={invite.isPending || !people.size} onConfirm={() => invite.mutate(undefined)}>
      <People plan={{ people }} onChange={(changes) => setPeople(changes.people)} without={new Set(calendar.invitations.map((each) => each.contact.id))} />
    </Confirm>
  )
}
