import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { ifMatch, partOf } from '../../api/parts'
import { keys } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'
import { useOverwrite } from '../../api/useOverwrite'
import { useRemoval } from '../../api/useRemoval'
import { instantOf, wallClock } from '../../grid/wall'
import { Button } from '../../ui/Button'
import { Conflict } from '../../ui/Conflict'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { moment } from '../../ui/format'
import { strings } from './strings'

const FIELDS = ['name', 'description', 'meeting_minutes', 'buffer_minutes', 'deadline'] as const

type Shown = Pick<CalendarDetail, (typeof FIELDS)[number]>

export function Settings({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const former = wallClock(calendar.deadline, zone)
  const [, go] = useLocation()
  const { save, conflict, former: base, error, isPending } = useOverwrite({
    ...partOf(calendar, shown),
    write: (fields: FormData, etag) =>
      unwrap(
        api.PATCH('/api/v1/calendars/{id}/', {
          params: { path: { id }, header: ifMatch(etag) },
          body: {
            name: text(fields, 'name'),
            description: text(fields, 'description'),
            meeting_minutes: Number(fields.get('meeting_minutes')),
            buffer_minutes: Number(fields.get('buffer_minutes')),
            deadline: text(fields, 'deadline') === former ? undefined : instantOf(text(fields, 'deadline'), zone),
          },
        }),
      ),
    done: strings.saved,
    then: onClose,
  })
  const removal = useRemoval([keys.home, keys.calendars])
  const remove = () => {
    const params = { path: { id } }
    removal({ key: `calendar ${id}`, done: strings.removed(calendar.name), send: () => unwrap(api.DELETE('/api/v1/calendars/{id}/', { params, keepalive: true })) })
    go('/')
  }
  return (
    <Dialog title={strings.edit} isOpen onClose={onClose}>
      <Form
        error={error}
        fields={FIELDS}
        onSubmit={(fields) => save(fields)}
        actions={
          <>
            <Button type="submit" isPending={isPending}>
              {strings.save}
            </Button>
            <Button look="danger" onPress={remove}>
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
        {conflict && <Conflict lines={differences(base, conflict, zone)} onLeave={onClose} />}
      </Form>
    </Dialog>
  )
}

function shown({ name, description, meeting_minutes, buffer_minutes, deadline }: CalendarDetail): Shown {
  return { name, description, meeting_minutes, buffer_minutes, deadline }
}

/** Say which settings are others now, and what they are. */
function differences(former: Shown, now: Shown, zone: string): string[] {
  const labels = { name: strings.name, description: strings.description, meeting_minutes: strings.length, buffer_minutes: strings.buffer, deadline: strings.deadline }
  const words = (field: keyof Shown) => (field === 'deadline' ? now.deadline && moment(now.deadline, zone) : String(now[field])) || strings.nothing
  return FIELDS.filter((field) => former[field] !== now[field]).map((field) => `${labels[field]}: ${words(field)}`)
}
