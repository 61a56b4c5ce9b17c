import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { Problem } from '../../api/problem'
import { keys } from '../../api/queries'
import type { components } from '../../api/schema'
import { fullName, type SlotWrite } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useBegun } from '../../api/useBegun'
import { Lost } from '../../ui/Lost'
import { toSlots, type Painted } from '../../grid/paint'
import { TimesEditor } from '../../grid/TimesEditor'
import { useTimes } from '../../grid/useTimes'
import { Button } from '../../ui/Button'
import { GoesOn } from '../../ui/GoesOn'
import { Loaded } from '../../ui/Loaded'
import { ErrorNotice, Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { ownZone } from '../../ui/ZonePicker'
import { strings } from './strings'

/** An invitation of somebody else's: give one's times. What is painted is kept until it is sent. */
export default function Received({ id }: { id: string }) {
  const invitation = useQuery({
    queryKey: ['received', id],
    queryFn: () => unwrap(api.GET('/api/v1/invitations/{id}/', { params: { path: { id } } })),
  })
  if (invitation.error instanceof Problem && invitation.error.status === 404) return <Lost />
  return <Loaded query={invitation} isScreen>{(data) => <Answer invitation={data} />}</Loaded>
}

type Answered = components['schemas']['Respond']

function Answer({ invitation }: { invitation: Answered }) {
  const { calendar, owner } = invitation
  const begun = useBegun<readonly SlotWrite[]>(['received', String(invitation.id)], () => invitation.availability)
  return (
    <Page key={begun.round} title={strings.timesTitle(calendar.name)} lead={strings.timesLead(fullName(owner), calendar.meeting_minutes)}>
      {begun.wasBegun && <GoesOn onStartOver={begun.startOver} />}
      <Times invitation={invitation} begun={begun.value} onPaint={(slots) => begun.keep(() => slots)} onSent={begun.forget} />
    </Page>
  )
}

type Props = { invitation: Answered; begun: readonly SlotWrite[]; onPaint: (slots: readonly SlotWrite[]) => void; onSent: () => void }

function Times({ invitation, begun, onPaint, onSent }: Props) {
  const [, go] = useLocation()
  const { slots, editor } = useTimes(begun, ownZone, invitation.owner_availability)
  const paint = (painted: Painted) => {
    editor.onChange(painted)
    onPaint(toSlots(painted))
  }
  const send = useAction(
    () =>
      unwrap(
        api.PUT('/api/v1/invitations/{id}/availability/', {
          params: { path: { id: String(invitation.id) } },
          body: { availability: slots(), time_zone: ownZone },
        }),
      ),
    {
      refresh: [keys.home, ['received', String(invitation.id)]],
      done: strings.sent,
      then: () => {
        onSent()
        go('/')
      },
    },
  )
  return (
    <div className="stack">
      <div className="card">
        <TimesEditor {...editor} onChange={paint} />
      </div>
      {send.error && <ErrorNotice error={send.error} />}
      {editor.painted.length === 0 && <Notice>{strings.none}</Notice>}
      <Button isDisabled={!editor.painted.length} isPending={send.isPending} onPress={() => send.mutate(undefined)}>
        {strings.send}
      </Button>
    </div>
  )
}
