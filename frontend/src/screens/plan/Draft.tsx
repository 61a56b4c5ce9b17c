import { useEffect, useRef } from 'react'
import { api, unwrap } from '../../api/client'
import { putDraft, useDraftWrite, type Start } from '../../api/draft'
import { latestError } from '../../api/latest'
import { ifMatch } from '../../api/parts'
import { useKept } from '../../api/useKept'
import { nameIn, type CalendarDetail, type Draft as Drafted } from '../../api/types'
import { MovableSchedule } from '../../shared/schedule/MovableSchedule'
import { Button, ButtonLink } from '../../ui/Button'
import { moment } from '../../ui/format'
import { ErrorNotice } from '../../ui/Notice'
import { DraftList } from './DraftList'
import { noPins, pinned as withPin, pinnedIn, unpinned, type Pins } from './pins'
import { strings } from './strings'

type Props = {
  calendar: CalendarDetail
  draft: Drafted
  /** How often the draft was asked for by a click elsewhere: each time it takes the focus. */
  called: number
  /** Called when nobody is left in it. */
  onEmptied: () => void
}

/** The schedule that is being made: by moving, placing, pinning, and planning anew around what is pinned. */
export function Draft({ calendar, draft, called, onEmptied }: Props) {
  const id = String(calendar.id)
  const { meetings } = draft
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (called) heading.current?.focus()
  }, [called])
  const { value: pins, keep: setPins } = useKept<Pins>(['pins', id], () => noPins)
  const pinned = pinnedIn(pins, meetings)
  const kept = meetings.filter((meeting) => pinned.has(meeting.invitation))
  const without = (invitation: number) => meetings.filter((each) => each.invitation !== invitation)
  const toldOf = ({ invitation, start }: Start) => strings.moved(nameIn(calendar, invitation), moment(start, calendar.time_zone))
  const leave = (after: readonly Start[]) => after.length || onEmptied()
  const place = useDraftWrite(id, draft, (placed: Start, etag) => putDraft(id, [...without(placed.invitation), placed], etag), toldOf)
  const takeOut = useDraftWrite(id, draft, (invitation: number, etag) => putDraft(id, without(invitation), etag), { done: strings.takenOut, then: leave })
  const discard = useDraftWrite(id, draft, (_: undefined, etag) => putDraft(id, [], etag), { done: strings.discarded, then: leave })
  const regenerate = useDraftWrite(
    id,
    draft,
    async (keep: number[], etag) => {
      const params = { path: { calendar_pk: id }, header: ifMatch(etag) }
      return (await unwrap(api.POST('/api/v1/calendars/{calendar_pk}/schedule/generate/', { params, body: { keep } }))).meetings
    },
    { done: strings.regenerated, doing: strings.regenerating },
  )
  const error = latestError(place, takeOut, regenerate, discard)
  const pin = (meeting: Start, isPinned: boolean) => setPins((former) => (isPinned ? withPin(former, meeting) : unpinned(former, meeting.invitation)))
  const move = (invitation: number, start: string) => {
    if (pinned.has(invitation)) pin({ invitation, start }, true)
    place.mutate({ invitation, start })
  }
  return (
    <section aria-labelledby="draft" className="stack">
      <div className="section-head">
        <h2 id="draft" ref={heading} tabIndex={-1}>{strings.draft}</h2>
        <div className="line">
          <Button look="bare" small isDisabled={!meetings.length} isPending={discard.isPending} onPress={() => discard.mutate(undefined)}>
            {strings.discard}
          </Button>
          <Button look="plain" small isPending={regenerate.isPending} onPress={() => regenerate.mutate(kept.map((meeting) => meeting.id))}>
            {strings.regenerate(kept.length)}
          </Button>
          {meetings.length > 0 && (
            <ButtonLink small href={`/calendars/${id}/finalize`}>
              {strings.toFinalize}
            </ButtonLink>
          )}
        </div>
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
      <div className="schedule-layout">
        <div className="card">
          <MovableSchedule calendar={calendar} meetings={meetings} pinned={pinned} isOpen onMove={move} />
        </div>
        <DraftList calendar={calendar} meetings={meetings} pinned={pinned} onPin={pin} onTakeOut={takeOut.mutate} />
      </div>
    </section>
  )
}
