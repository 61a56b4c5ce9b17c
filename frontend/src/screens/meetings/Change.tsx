import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { instantOf, wallClock } from '../../grid/wall'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { range } from '../../ui/format'
import { Zone } from '../../ui/Zone'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; meeting: Meeting; onClose: () => void }

/** Ask for another time, or cancel. */
export function Change({ calendar, meeting, onClose }: Props) {
  const [isCancelling, setCancelling] = useState(false)
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const propose = useAction(
    (body: { start: string; message: string }) =>
      unwrap(
        api.POST('/api/v1/calendars/{calendar_pk}/meetings/{meeting_pk}/proposals/', {
          params: { path: { calendar_pk: id, meeting_pk: String(meeting.id) } },
          body,
        }),
      ),
    { refresh: [keys.calendar(id)], done: strings.asked, then: onClose },
  )
  if (isCancelling) return <Cancel calendar={calendar} meeting={meeting} onClose={onClose} />
  return (
    <Dialog title={fullName(meeting.contact)} isOpen onClose={onClose}>
      <p className="quiet">{range(meeting.start, meeting.end, zone)}</p>
      <h3>{strings.propose}</h3>
      <Form
        error={propose.error}
        fields={['start', 'message']}
        onSubmit={(fields) => propose.mutate({ start: instantOf(text(fields, 'start'), zone) ?? '', message: text(fields, 'message') })}
        actions={
          <>
            <Button type="submit" isPending={propose.isPending}>
              {strings.ask}
            </Button>
            <Button look="danger" onPress={() => setCancelling(true)}>
              {strings.cancelMeeting}
            </Button>
          </>
        }
      >
        <Field label={strings.start} name="start" type="datetime-local" hint={strings.startHint(zone)} defaultValue={wallClock(meeting.start, zone)} isRequired />
        <Field label={strings.message} name="message" rows={2} />
      </Form>
    </Dialog>
  )
}

function Cancel({ calendar, meeting, onClose }: Props) {
  const id = String(calendar.id)
  const cancel = useAction(
    () => unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/meetings/{id}/', { params: { path: { calendar_pk: id, id: String(meeting.id) } } })),
    { refresh: [keys.calendar(id), keys.home], done: strings.cancelled, then: onClose },
  )
  return (
    <Confirm title={strings.cancelMeeting} label={strings.cancelMeeting} isOpen onClose={onClose} error={cancel.error} isPending={cancel.isPending} onConfirm={() => cancel.mutate(undefined)}>
      <p>{strings.cancelText(fullName(meeting.contact), range(meeting.start, meeting.end, calendar.time_zone))}</p>
      <Zone zone={calendar.time_zone} />
    </Confirm>
  )
}
