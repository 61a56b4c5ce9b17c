import { api, unwrap } from '../../api/client'
import { overwrite } from '../../api/overwrite'
import { ifMatch, partOf } from '../../api/parts'
import { fullName, type CalendarDetail, type Repair, type SuggestedSchedule } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; unplaced: SuggestedSchedule['unplaced']; repairs: Repair[] }

/** Who is left out and why, and what one click can do about it. */
export function Repairs({ calendar, unplaced, repairs }: Props) {
  const id = String(calendar.id)
  const { refresh, ...part } = partOf(calendar, lengthsOf)
  const mend = useAction(
    (repair: Repair) => (repair.kind === 'open_slot' ? opened(id, repair) : overwrite(part.seen, part.read, (etag) => shortened(id, repair, etag))),
    { refresh, done: strings.mended },
  )
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
              {repair.kind === 'ask_invitee' ? (
                <Ask calendar={calendar} repair={repair} />
              ) : (
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

/** A mail of the owner's own, begun with what the repair says. */
function Ask({ calendar, repair }: { calendar: CalendarDetail; repair: Repair }) {
  const contact = calendar.invitations.find((each) => each.id === repair.invitation)?.contact
  if (!contact) return null
  const words = new URLSearchParams({ subject: calendar.name, body: strings.askBody(contact.first_name) }).toString().replaceAll('+', '%20')
  return (
    <a className="button plain small" href={`mailto:${encodeURIComponent(contact.email)}?${words}`}>
      {strings.write(contact.first_name)}
    </a>
  )
}

export const lengthsOf = ({ meeting_minutes, buffer_minutes }: CalendarDetail) => ({ meeting_minutes, buffer_minutes })

async function opened(id: string, { start, end }: Repair): Promise<void> {
  if (!start || !end) return
  await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/availability/', { params: { path: { calendar_pk: id } }, body: { start, end, preference: 1 } }))
}

async function shortened(id: string, { kind, minutes }: Repair, etag: string): Promise<void> {
  if (minutes == null) return
  const body = kind === 'shorter_buffer' ? { buffer_minutes: minutes } : { meeting_minutes: minutes }
  await unwrap(api.PATCH('/api/v1/calendars/{id}/', { params: { path: { id }, header: ifMatch(etag) }, body }))
}
