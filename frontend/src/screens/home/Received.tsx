import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName } from '../../api/types'
import type { components } from '../../api/schema'
import { useAction } from '../../api/useAction'
import { TimesEditor } from '../../grid/TimesEditor'
import { isWithin } from '../../grid/week'
import { Button } from '../../ui/Button'
import { Loaded } from '../../ui/Loaded'
import { ErrorNotice, Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { ownZone } from '../../ui/ZonePicker'
import { useTimes } from '../calendar/EditTimes'
import { strings } from './strings'

/** An invitation of somebody else's: give one's times. */
export default function Received({ id }: { id: string }) {
  const invitation = useQuery({
    queryKey: ['received', id],
    queryFn: () => unwrap(api.GET('/api/v1/invitations/{id}/', { params: { path: { id } } })),
  })
  return <Loaded query={invitation}>{(data) => <Answer invitation={data} />}</Loaded>
}

function Answer({ invitation }: { invitation: components['schemas']['Respond'] }) {
  const [, go] = useLocation()
  const { calendar, owner, owner_availability: offers } = invitation
  const { slots, editor } = useTimes(invitation.availability, ownZone, offers)
  const offered = offers.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
  const send = useAction(
    () =>
      unwrap(
        api.PUT('/api/v1/invitations/{id}/availability/', {
          params: { path: { id: String(invitation.id) } },
          body: { availability: slots(), time_zone: ownZone },
        }),
      ),
    { refresh: [keys.home, ['received', String(invitation.id)]], done: strings.sent, then: () => go('/') },
  )
  return (
    <Page title={strings.timesTitle(calendar.name)} lead={strings.timesLead(fullName(owner), calendar.meeting_minutes)}>
      <div className="stack">
        <div className="card">
          <TimesEditor {...editor} isOffered={(cell) => offered.some((span) => isWithin(cell, span, editor.step))} />
        </div>
        {send.error && <ErrorNotice error={send.error} />}
        {editor.painted.size === 0 && <Notice>{strings.none}</Notice>}
        <Button isDisabled={!editor.painted.size} isPending={send.isPending} onPress={() => send.mutate(undefined)}>
          {strings.send}
        </Button>
      </div>
    </Page>
  )
}
