import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Repair, type SuggestedSchedule } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { LongList } from '../../ui/LongList'
import { ErrorNotice } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { lengthen, mended } from './lengths'
import { strings } from './strings'

type Props = { calendar: CalendarDetail; unplaced: SuggestedSchedule['unplaced']; repairs: Repair[] }

/** Who is left out and why, and what one click can do about it. */
export function Repairs({ calendar, unplaced, repairs }: Props) {
  const id = String(calendar.id)
  const mend = useAction((repair: Repair) => (repair.kind === 'open_slot' ? opened(id, repair) : lengthen(calendar, mended(calendar, repair))), {
    refresh: [keys.calendar(id), keys.home],
    done: strings.mended,
    undo: (putBack) => putBack(),
  })
  if (!unplaced.length) return null
  const rows = unplaced.map((each) => ({ ...each, id: each.invitation }))
  return (
    <div className="columns">
      <section className="card stack-small" aria-labelledby="unplaced">
        <h3 id="unplaced">{strings.unplaced}</h3>
        <LongList label={strings.unplaced} items={rows} nameOf={({ contact, message }) => `${fullName(contact)}: ${message}`} rowSize={76} className="unplaced">
          {(each) => (
            <div>
              <b>{fullName(each.contact)}</b>
              <p className="quiet">{each.message}</p>
            </div>
          )}
        </LongList>
      </section>
      {repairs.length > 0 && (
        <section className="card stack-small" aria-labelledby="repairs repairs-zone">
          <div className="spread">
            <h3 id="repairs">{strings.repairs}</h3>
            {repairs.some(({ start }) => start) && <Zone id="repairs-zone" zone={calendar.time_zone} />}
          </div>
          {mend.error && <ErrorNotice error={mend.error} />}
          {repairs.map((repair) => (
            <div key={repair.message} className="repair">
              <p className="grow">{repair.message}</p>
              {repair.kind === 'ask_invitee' ? (
                <Ask calendar={calendar} repair={repair} />
              ) : (
                <Do repair={repair} isPending={mend.isPending} onPress={() => mend.mutate(repair)} />
              )}
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

function Do({ repair, isPending, onPress }: { repair: Repair; isPending: boolean; onPress: () => void }) {
  const label = repair.kind === 'open_slot' ? strings.open : strings.shorten
  return (
    <Button look="plain" small aria-label={strings.doThis(label, repair.message)} isPending={isPending} onPress={onPress}>
      {label}
    </Button>
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

/** Open a time; return how to take it away again. */
async function opened(calendar_pk: string, { start, end }: Repair): Promise<() => Promise<unknown>> {
  if (!start || !end) return () => Promise.resolve()
  const made = await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/availability/', { params: { path: { calendar_pk } }, body: { start, end, preference: 1 } }))
  return () => Promise.all([made].flat().map(({ id }) => unwrap(api.DELETE('/api/v1/calendars/{calendar_pk}/availability/{id}/', { params: { path: { calendar_pk, id: String(id) } } }))))
}
