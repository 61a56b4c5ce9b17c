import { api, unwrap } from '../../api/client'
import { ifMatch, partOf } from '../../api/parts'
import type { CalendarDetail, Invitation } from '../../api/types'
import { useOverwrite } from '../../api/useOverwrite'
import { wallClock, instantOf } from '../../grid/wall'
import { Button } from '../../ui/Button'
import { Conflict } from '../../ui/Conflict'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { moment } from '../../ui/format'
import { strings } from './strings'

export function OwnDeadline({ calendar, invitation, onClose }: { calendar: CalendarDetail; invitation: Invitation; onClose: () => void }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const { save, conflict, error, isPending } = useOverwrite({
    ...partOf(calendar, ({ invitations }) => ({ deadline: invitations.find((each) => each.id === invitation.id)?.deadline ?? null })),
    write: (deadline: string | null, etag) =>
      unwrap(
        api.PATCH('/api/v1/calendars/{calendar_pk}/invitations/{id}/', {
          params: { path: { calendar_pk: id, id: String(invitation.id) }, header: ifMatch(etag) },
          body: { deadline },
        }),
      ),
    done: strings.deadlineSet,
    then: onClose,
  })
  return (
    <Form
      className="stack-small"
      error={error}
      fields={['deadline']}
      onSubmit={(fields) => save(instantOf(text(fields, 'deadline'), zone))}
      actions={
        <Button look="plain" small type="submit" isPending={isPending}>
          {strings.setDeadline}
        </Button>
      }
    >
      <Field label={strings.ownDeadline} hint={strings.ownDeadlineHint(zone)} name="deadline" type="datetime-local" defaultValue={wallClock(invitation.deadline, zone)} />
      {conflict && <Conflict lines={[conflict.deadline ? moment(conflict.deadline, zone) : strings.noOwnDeadline]} onLeave={onClose} />}
    </Form>
  )
}
