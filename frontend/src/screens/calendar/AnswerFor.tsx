import { api, unwrap } from '../../api/client'
import { ifMatch, partOf } from '../../api/parts'
import { fullName, type CalendarDetail, type Invitation, type SlotWrite } from '../../api/types'
import { useOverwrite } from '../../api/useOverwrite'
import { TimesEditor } from '../../grid/TimesEditor'
import { useTimes } from '../../grid/useTimes'
import { Conflict } from '../../ui/Conflict'
import { Confirm } from '../../ui/Dialog'
import { contentOf, linesOf } from './EditTimes'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; invitation: Invitation; onClose: () => void }

export function AnswerFor({ calendar, invitation, onClose }: Props) {
  const id = String(calendar.id)
  const name = fullName(invitation.contact)
  const { slots, isChanged, editor } = useTimes(invitation.availability, calendar.time_zone, calendar.availability)
  const { save, conflict, error, isPending } = useOverwrite({
    ...partOf(calendar, ({ invitations }) => invitations.find((each) => each.id === invitation.id)?.availability.map(contentOf) ?? []),
    write: (availability: SlotWrite[], etag) =>
      unwrap(
        api.PUT('/api/v1/calendars/{calendar_pk}/invitations/{id}/availability/', {
          params: { path: { calendar_pk: id, id: String(invitation.id) }, header: ifMatch(etag) },
          body: { availability },
        }),
      ),
    done: strings.answerSaved(name),
    then: onClose,
  })
  return (
    <Confirm wide title={strings.answerTitle(name)} label={strings.saveAnswer} look="" isOpen hasWork={isChanged} onClose={onClose} error={error} isPending={isPending} onConfirm={() => save(slots())}>
      <TimesEditor {...editor} />
      {conflict && <Conflict lines={linesOf(conflict, calendar.time_zone)} onLeave={onClose} />}
    </Confirm>
  )
}
