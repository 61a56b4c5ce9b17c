import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Invitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { TimesEditor } from '../../grid/TimesEditor'
import { isWithin } from '../../grid/week'
import { Confirm } from '../../ui/Dialog'
import { useTimes } from './EditTimes'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; invitation: Invitation; onClose: () => void }

export function AnswerFor({ calendar, invitation, onClose }: Props) {
  const id = String(calendar.id)
  const name = fullName(invitation.contact)
  const { slots, editor } = useTimes(invitation.availability, calendar.time_zone, calendar.availability)
  const offered = calendar.availability.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
  const save = useAction(
    () =>
      unwrap(
        api.PUT('/api/v1/calendars/{calendar_pk}/invitations/{id}/availability/', {
          params: { path: { calendar_pk: id, id: String(invitation.id) } },
          body: { availability: slots() },
        }),
      ),
    { refresh: [keys.calendar(id), keys.home], done: strings.answerSaved(name), then: onClose },
  )
  return (
    <Confirm wide title={strings.answerTitle(name)} label={strings.saveAnswer} look="" isOpen onClose={onClose} error={save.error} isPending={save.isPending} onConfirm={() => save.mutate(undefined)}>
      <TimesEditor {...editor} isOffered={(cell) => offered.some((span) => isWithin(cell, span, editor.step))} />
    </Confirm>
  )
}
