import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { CalendarDetail, Invitation } from '../../api/types'
import { useAction } from '../../api/useAction'
import { wallClock, instantOf } from '../../grid/wall'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { strings } from './strings'

export function OwnDeadline({ calendar, invitation }: { calendar: CalendarDetail; invitation: Invitation }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const set = useAction(
    (deadline: string | null) =>
      unwrap(
        api.PATCH('/api/v1/calendars/{calendar_pk}/invitations/{id}/', {
          params: { path: { calendar_pk: id, id: String(invitation.id) } },
          body: { deadline },
        }),
      ),
    { refresh: [keys.calendar(id)], done: strings.deadlineSet },
  )
  return (
    <Form
      className="stack-small"
      error={set.error}
      fields={['deadline']}
      onSubmit={(fields) => set.mutate(instantOf(text(fields, 'deadline'), zone))}
      actions={
        <Button look="plain" small type="submit" isPending={set.isPending}>
          {strings.setDeadline}
        </Button>
      }
    >
      <Field label={strings.ownDeadline} hint={strings.ownDeadlineHint(zone)} name="deadline" type="datetime-local" defaultValue={wallClock(invitation.deadline, zone)} />
    </Form>
  )
}
