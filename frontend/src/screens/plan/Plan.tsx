import { useDraft } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'
import { Loaded } from '../../ui/Loaded'
import { Draft } from './Draft'
import { Suggestions } from './Suggestions'
import { strings } from './strings'
import './plan.css'

/** What to choose from, and the draft that is being edited; the draft first once there is one. */
export default function Plan({ calendar }: { calendar: CalendarDetail }) {
  const draft = useDraft(String(calendar.id))
  return (
    <Loaded query={draft}>
      {({ meetings }) => (
        <div className="stack-large">
          {meetings.length > 0 && <Draft calendar={calendar} meetings={meetings} />}
          <Suggestions calendar={calendar} hasDraft={meetings.length > 0} />
          {meetings.length === 0 && <p className="quiet">{strings.noDraft}</p>}
        </div>
      )}
    </Loaded>
  )
}
