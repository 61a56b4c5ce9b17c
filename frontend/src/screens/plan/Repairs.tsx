import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Repair, type SuggestedSchedule } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; unplaced: SuggestedSchedule['unplaced']; repairs: Repair[] }

/** Who is left out and why, and what one click can do about it. */
export function Repairs({ calendar, unplaced, repairs }: Props) {
  const id = String(calendar.id)
  const mend = useAction((repair: Repair) => mended(id, repair), { refresh: [keys.calendar(id)], done: strings.opened })
  if (!unplaced.length) return null
  return (
    <div className="columns">
      <section className="card stack-small" aria-labelledby="unplaced">
        <h3 id="unplaced">{strings.unplaced}</h3>
        {unplaced.map((each) => (
          <div key={each.invitation} className="repair">
            <div>
              <b>{fullName(each.contact)}</b>
              <p className="quiet">{each.message}</p>
            </div>
          </div>
        ))}
      </section>
      {repairs.length > 0 && (
        <section className="card stack-small" aria-labelledby="repairs">
          <h3 id="repairs">{strings.repairs}</h3>
          {mend.error && <ErrorNotice error={mend.error} />}
          {repairs.map((repair) => (
            <div key={repair.message} className="repair">
              <p className="grow">{repair.message}</p>
              {repair.kind !== 'ask_invitee' && (
                <Button look="plain" small isPending={mend.isPending} onPress={() => mend.mutate(repair)}>
                  {repair.kind === 'open_slot' ? strings.open : strings.shorten}
                </Button>
              )}
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

async function mended(id: string, repair: Repair): Promise<void> {
  if (repair.kind === 'open_slot' && repair.start && repair.end) {
    const body = { start: repair.start, end: repair.end, preference: 1 }
    await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/availability/', { params: { path: { calendar_pk: id } }, body }))
  } else if (repair.minutes != null) {
    const body = repair.kind === 'shorter_buffer' ? { buffer_minutes: repair.minutes } : { meeting_minutes: repair.minutes }
    await unwrap(api.PATCH('/api/v1/calendars/{id}/', { params: { path: { id } }, body }))
  }
}
