import { useState } from 'react'
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

const DESCRIPTIVE = ['name', 'description'] as const
const FIELDS = [...DESCRIPTIVE, 'meeting_minutes', 'buffer_minutes', 'deadline'] as const

type Shown = Pick<CalendarDetail, (typeof FIELDS)[number]>

export function SettingsButton({ calendar }: { calendar: CalendarDetail }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="plain" small onPress={() => setOpen(true)}>
        {strings.edit}
      </Button>
      {isOpen && <Settings calendar={calendar} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What can be changed: all settings while answers come in, later the words. */
function Settings({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const isOpen = calendar.status === 'open'
  const [, go] = useLocation()
  const { save, conflict, former: base, error, isPending } = useOverwrite({
    ...partOf(calendar, shown),
    write: (fields: FormData, etag) =>
      unwrap(
        api.PATCH('/api/v1/calendars/{id}/', {
          params: { path: { id }, header: ifMatch(etag) },
          body: { name: text(fields, 'name'), description: text(fields, 'description'), ...(isOpen ? rulesIn(fields, calendar) : {}) },
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
        fields={isOpen ? FIELDS : DESCRIPTIVE}
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
        {isOpen ? <Rules calendar={calendar} /> : <p className="quiet">{strings.locked}</p>}
        {conflict && <Conflict lines={differences(base, conflict, zone)} onLeave={onClose} />}
      </Form>
    </Dialog>
  )
}

function Rules({ calendar }: { calendar: CalendarDetail }) {
  const zone = calendar.time_zone
  return (
    <>
      <div className="columns">
        <Field label={strings.length} name="meeting_minutes" type="number" min={1} defaultValue={String(calendar.meeting_minutes)} isRequired />
        <Field label={strings.buffer} name="buffer_minutes" type="number" min={0} defaultValue={String(calendar.buffer_minutes)} isRequired />
      </div>
      <Field label={strings.deadline} hint={strings.deadlineHint(zone)} name="deadline" type="datetime-local" defaultValue={wallClock(calendar.deadline, zone)} />
    </>
  )
}

/** A deadline that was not touched is left out: it may have seconds, which the field does not show. */
function rulesIn(fields: FormData, { deadline, time_zone: zone }: CalendarDetail) {
  const typed = text(fields, 'deadline')
  return {
    meeting_minutes: Number(fields.get('meeting_minutes')),
    buffer_minutes: Number(fields.get('buffer_minutes')),
    deadline: typed === wallClock(deadline, zone) ? undefined : instantOf(typed, zone),
  }
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
