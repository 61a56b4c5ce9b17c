import { fullName, type SuggestedSchedule } from '../../api/types'
import { moment } from '../../ui/format'
import { strings } from './strings'

const MOST = 8

/** What a suggestion does otherwise than the first, person by person. */
export function Differences({ schedule, first, zone }: { schedule: SuggestedSchedule; first: SuggestedSchedule; zone: string }) {
  if (!schedule.difference.length) return <p className="quiet">{schedule.id === first.id ? strings.isFirst : strings.sameMeetings}</p>
  const startIn = ({ meetings }: SuggestedSchedule, invitation: number) => {
    const start = meetings.find((each) => each.invitation === invitation)?.start
    return start ? moment(start, zone) : strings.noMeeting
  }
  const names = new Map([first, schedule].flatMap(({ meetings, unplaced }) => [...meetings, ...unplaced]).map((each) => [each.invitation, fullName(each.contact)]))
  return (
    <div className="grow">
      <p className="quiet">{strings.differs(schedule.difference.length)}</p>
      <ul className="differences">
        {schedule.difference.slice(0, MOST).map((invitation) => (
          <li key={invitation}>{strings.instead(names.get(invitation) ?? '', startIn(schedule, invitation), startIn(first, invitation))}</li>
        ))}
      </ul>
      {schedule.difference.length > MOST && <p className="quiet">{strings.andMore(schedule.difference.length - MOST)}</p>}
    </div>
  )
}
