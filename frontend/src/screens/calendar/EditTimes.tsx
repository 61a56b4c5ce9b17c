import { api, unwrap } from '../../api/client'
import { ifMatch, partOf } from '../../api/parts'
import type { CalendarDetail, Slot, SlotWrite } from '../../api/types'
import { useOverwrite } from '../../api/useOverwrite'
import { TimesEditor } from '../../grid/TimesEditor'
import { useTimes } from '../../grid/useTimes'
import { Conflict } from '../../ui/Conflict'
import { Confirm } from '../../ui/Dialog'
import { range } from '../../ui/format'
import { strings } from './strings'

export function EditTimes({ calendar, onClose }: { calendar: CalendarDetail; onClose: () => void }) {
  const id = String(calendar.id)
  const times = useTimes(calendar.availability, calendar.time_zone)
  const { save, conflict, error, isPending } = useOverwrite({
    ...partOf(calendar, ({ availability }) => availability.map(contentOf)),
    write: (availability: SlotWrite[], etag) =>
      unwrap(api.PUT('/api/v1/calendars/{calendar_pk}/availability/', { params: { path: { calendar_pk: id }, header: ifMatch(etag) }, body: availability })),
    done: strings.timesSaved,
    then: onClose,
  })
  return (
    <Confirm wide title={strings.editTimes} label={strings.saveTimes} look="" isOpen hasWork={times.isChanged} onClose={onClose} error={error} isPending={isPending} onConfirm={() => save(times.slots())}>
      <TimesEditor {...times.editor} />
      {conflict && <Conflict lines={linesOf(conflict, calendar.time_zone)} onLeave={onClose} />}
    </Confirm>
  )
}

export const contentOf = ({ start, end, preference }: Slot): SlotWrite => ({ start, end, preference })

export function linesOf(slots: readonly SlotWrite[], zone: string): string[] {
  return slots.length ? slots.map(({ start, end, preference }) => `${range(start, end, zone)} · ${preference}`) : [strings.noTimes]
}
