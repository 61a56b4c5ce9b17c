import { fullName, type CalendarDetail, type Meeting, type Suggestions } from '../../api/types'
import { Dialog } from '../../ui/Dialog'
import { moment } from '../../ui/format'
import { Loaded } from '../../ui/Loaded'
import { Zone } from '../../ui/Zone'
import { strings } from './strings'
import { useSuggestions } from './Suggestions'

/** What other times of one meeting would cost. */
export function Why({ calendar, meeting, onClose }: { calendar: CalendarDetail; meeting: Meeting; onClose: () => void }) {
  const wishes = { meeting_minutes: calendar.meeting_minutes, buffer_minutes: calendar.buffer_minutes, exclude: [] }
  const answer = useSuggestions(String(calendar.id), { ...wishes, partial: true, explain: meeting.invitation })
  return (
    <Dialog title={strings.whyTitle(fullName(meeting.contact))} isOpen onClose={onClose}>
      <Loaded query={answer} what={strings.computing}>
        {({ explanation, risks }) => <Explanation explanation={explanation} isForced={risks?.find((each) => each.invitation === meeting.invitation)?.forced} zone={calendar.time_zone} />}
      </Loaded>
    </Dialog>
  )
}

type Props = { explanation: Suggestions['explanation']; isForced: boolean | undefined; zone: string }

function Explanation({ explanation, isForced, zone }: Props) {
  if (!explanation) return null
  const { start, alternatives } = explanation
  return (
    <>
      {isForced !== undefined && <p>{isForced ? strings.whyForced : strings.whyFree}</p>}
      {alternatives.length === 0 && <p>{strings.whyNone}</p>}
      {start && alternatives.length > 0 && <p className="quiet">{strings.whyBest(moment(start, zone))}</p>}
      {alternatives.length > 0 && <Zone id="why-zone" zone={zone} />}
      <ul className="rows" aria-labelledby="why-zone">
        {alternatives.map((each) => (
          <li key={each.start} className="spread">
            <span>{moment(each.start, zone)}</span>
            <span className="quiet">
              {each.placed < 0 ? strings.costPlaced(-each.placed) : strings.costPreference(-each.preference)}
              {strings.costMoved(each.moved.length)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
