import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { moment } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { useRepair } from './queries'
import { strings } from './strings'

/** The fewest changes that give everybody a meeting again; nothing where nothing is broken. */
export function RepairPlan({ calendar }: { calendar: CalendarDetail }) {
  const id = String(calendar.id)
  const zone = calendar.time_zone
  const { data, error, refetch } = useRepair(id)
  const mend = useAction(
    (repair: string) => unwrap(api.POST('/api/v1/calendars/{calendar_pk}/repair/', { params: { path: { calendar_pk: id } }, body: { id: repair } })),
    { refresh: [keys.calendar(id), keys.home], doing: strings.repairing, done: strings.repaired },
  )
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (!data || !(data.changes.length || data.cancelled.length)) return null
  return (
    <section className="card stack" aria-labelledby="repair repair-zone">
      <div className="spread">
        <h2 id="repair">{strings.repairTitle}</h2>
        <Zone id="repair-zone" zone={zone} />
      </div>
      <ul>
        {data.changes.map((change) => (
          <li key={change.invitation}>
            {strings.repairChange(fullName(change.contact), moment(change.start, zone), change.former_start ? moment(change.former_start, zone) : '')}
          </li>
        ))}
        {data.cancelled.map((meeting) => (
          <li key={meeting.id}>{strings.repairCancel(fullName(meeting.contact))}</li>
        ))}
      </ul>
      {mend.error && <ErrorNotice error={mend.error} />}
      <Button isPending={mend.isPending} onPress={() => mend.mutate(data.id)}>
        {strings.repair}
      </Button>
    </section>
  )
}
