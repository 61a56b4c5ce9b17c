import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { instantOf, wallClock } from '../../grid/wall'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { strings } from './strings'

const FIELDS = ['name', 'description', 'meeting_minutes', 'buffer_minutes', 'deadline'] as const

export function Settings({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const former = wallClock(calendar.deadline, zone)
  const [isRemoving, setRemoving] = useState(false)
  const save = useAction(
    (fields: FormData) =>
      unwrap(
        api.PATCH('/api/v1/calendars/{id}/', {
          params: { path: { id } },
          body: {
            name: text(fields, 'name'),
            description: text(fields, 'description'),
            meeting_minutes: Number(fields.get('meeting_minutes')),
            buffer_minutes: Number(fields.get('buffer_minutes')),
            deadline: text(fields, 'deadline') === former ? undefined : instantOf(text(fields, 'deadline'), zone),
          },
        }),
      ),
    { refresh: [keys.calendar(id), keys.home], done: strings.saved, then: onClose },
  )
  if (isRemoving) return <Remove id={id} onClose={onClose} />
  return (
    <Dialog title={strings.edit} isOpen onClose={onClose}>
      <Form
        error={save.error}
        fields={FIELDS}
        onSubmit={(fields) => save.mutate(fields)}
        actions={
          <>
            <Button type="submit" isPending={save.isPending}>
              {strings.save}
            </Button>
            <Button look="danger" onPress={() => setRemoving(true)}>
              {strings.remove}
            </Button>
          </>
        }
      >
        <Field label={strings.name} name="name" defaultValue={calendar.name} maxLength={150} isRequired />
        <Field label={strings.description} name="description" rows={3} defaultValue={calendar.description} />
        <div className="columns">
          <Field label={strings.length} name="meeting_minutes" type="number" min={1} defaultValue={String(calendar.meeting_minutes)} isRequired />
          <Field label={strings.buffer} name="buffer_minutes" type="number" min={0} defaultValue={String(calendar.buffer_minutes)} isRequired />
        </div>
        <Field label={strings.deadline} hint={strings.deadlineHint(zone)} name="deadline" type="datetime-local" defaultValue={former} />
      </Form>
    </Dialog>
  )
}

function Remove({ id, onClose }: { id: string; onClose: () => void }) {
  const [, go] = useLocation()
  const remove = useAction(() => unwrap(api.DELETE('/api/v1/calendars/{id}/', { params: { path: { id } } })), {
    refresh: [keys.home],
    done: strings.removed,
    then: () => go('/'),
  })
  return (
    <Confirm title={strings.remove} label={strings.remove} isOpen onClose={onClose} error={remove.error} isPending={remove.isPending} onConfirm={() => remove.mutate(undefined)}>
      <p>{strings.removeText}</p>
    </Confirm>
  )
}
