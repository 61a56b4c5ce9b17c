import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { Meeting } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { isOver } from '../../ui/format'
import { strings } from './strings'

/** Collect answers again; the meetings that are still to come are lost, so it asks first. */
export function Reopen({ id, meetings }: { id: string; meetings: Meeting[] }) {
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const reopen = useAction(() => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/reopen/', { params: { path: { calendar_pk: id } } })), {
    refresh: [keys.calendar(id), keys.home],
    doing: strings.reopening,
    done: strings.reopened,
    then: () => go(`/calendars/${id}`),
  })
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {strings.reopen}
      </Button>
      <Confirm title={strings.reopenTitle} label={strings.reopen} isOpen={isAsking} onClose={() => setAsking(false)} error={reopen.error} isPending={reopen.isPending} onConfirm={() => reopen.mutate(undefined)}>
        <p>{strings.reopenText(meetings.filter((meeting) => !isOver(meeting.start)).length)}</p>
      </Confirm>
    </>
  )
}
