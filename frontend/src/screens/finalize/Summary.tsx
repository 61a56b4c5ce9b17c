import { fullName, hasDeclined, type CalendarDetail, type Meeting } from '../../api/types'
import { range } from '../../ui/format'
import { LongList } from '../../ui/LongList'
import { Notice } from '../../ui/Notice'
import { Zone } from '../../ui/Zone'
import { strings } from './strings'

const MOST = 12

/** Who is met when, and who is not met. */
export function Summary({ calendar, meetings }: { calendar: CalendarDetail; meetings: Meeting[] }) {
  const zone = calendar.time_zone
  const met = new Set(meetings.map((meeting) => meeting.invitation))
  const leftOut = calendar.invitations.filter((each) => !hasDeclined(each) && !met.has(each.id)).map((each) => fullName(each.contact))
  return (
    <section className="stack" aria-labelledby="summary summary-zone">
      <div className="section-head">
        <h2 id="summary">{strings.meetings(meetings.length)}</h2>
        <Zone id="summary-zone" zone={zone} />
      </div>
      <Notice kind={leftOut.length ? '' : 'done'}>
        {leftOut.length ? strings.leftOut(leftOut.slice(0, MOST).join(', '), Math.max(0, leftOut.length - MOST)) : strings.everybody}
      </Notice>
      <LongList label={strings.meetings(meetings.length)} zone={zone} items={meetings} nameOf={({ contact, start, end }) => `${fullName(contact)}, ${range(start, end, zone)}`} rowSize={68} across={240} className="card flush summary">
        {(meeting) => (
          <div>
            <b>{fullName(meeting.contact)}</b>
            <div className="quiet">{range(meeting.start, meeting.end, zone)}</div>
          </div>
        )}
      </LongList>
    </section>
  )
}
