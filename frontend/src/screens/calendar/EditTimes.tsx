import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { CalendarDetail, Slot } from '../../api/types'
import { useAction } from '../../api/useAction'
import { fromSlots, toSlots, type Painted } from '../../grid/paint'
import { TimesEditor } from '../../grid/TimesEditor'
import { stepFor } from '../../grid/week'
import { dayOf, minuteOf } from '../../grid/zone'
import { Confirm } from '../../ui/Dialog'
import { strings } from './strings'

export function EditTimes({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const id = String(calendar.id)
  const times = useTimes(calendar.availability, calendar.time_zone)
  const save = useAction(
    () => unwrap(api.PUT('/api/v1/calendars/{calendar_pk}/availability/', { params: { path: { calendar_pk: id } }, body: times.slots() })),
    { refresh: [keys.calendar(id)], done: strings.timesSaved, then: onClose },
  )
  return (
    <Confirm wide title={strings.editTimes} label={strings.saveTimes} look="" isOpen onClose={onClose} error={save.error} isPending={save.isPending} onConfirm={() => save.mutate(undefined)}>
      <TimesEditor {...times.editor} />
    </Confirm>
  )
}

/** Keep slots as paint while they are edited; the calendar's first day is where the editor begins. */
export function useTimes(slots: readonly Slot[], zone: string, offered: readonly Slot[] = slots) {
  const [now] = useState(Date.now)
  const spans = [...slots, ...offered].map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
  const step = stepFor(spans, (instant) => minuteOf(instant, zone))
  const [painted, onChange] = useState<Painted>(() => fromSlots(slots, step))
  const first = spans.map((span) => span.start).sort((a, b) => a - b)[0]
  const firstDay = first === undefined ? undefined : dayOf(first, zone)
  return { slots: () => toSlots(painted, step), editor: { painted, onChange, zone, step, now, firstDay } }
}
