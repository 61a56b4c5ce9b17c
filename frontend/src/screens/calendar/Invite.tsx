import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { once } from '../../api/idempotency'
import { keys } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { nobody, waits } from '../../shared/people/pasted'
import { People } from '../../shared/people/People'
import { usePasting } from '../../shared/people/usePasting'
import { Confirm } from '../../ui/Dialog'
import { strings } from './strings'

export function Invite({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const [chosen, setChosen] = useState(nobody)
  const { people } = chosen
  const pasting = usePasting(chosen, setChosen)
  const isWaiting = waits(chosen)
  const isReady = people.size > 0 || isWaiting
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
    <Confirm
      title={strings.invite}
      label={strings.inviteThem}
      look=""
      isOpen
      hasWork={isReady}
      onClose={onClose}
      error={invite.error}
      isPending={invite.isPending || pasting.isPending}
      isDisabled={!isReady}
      onConfirm={() => (isWaiting ? pasting.add() : invite.mutate(undefined))}
    >
      <People chosen={chosen} onChange={setChosen} pasting={pasting} without={new Set(calendar.invitations.map((each) => each.contact.id))} />
      {!isReady && <p className="quiet">{strings.chooseFirst}</p>}
      {isWaiting && <p className="quiet">{strings.readFirst}</p>}
    </Confirm>
  )
}
