import { useState } from 'react'
import { fullName, type CalendarDetail, type SuggestedSchedule } from '../../api/types'
import { boxOf, PlanGrid } from '../../grid/PlanGrid'
import { range, time } from '../../ui/format'
import { strings as words } from '../../ui/strings'
import { strings } from './strings'

/** A suggestion on the week, and in words. */
export function Picture({ calendar, schedule }: { calendar: CalendarDetail; schedule: SuggestedSchedule }) {
  const [now] = useState(Date.now)
  const zone = calendar.time_zone
  const differs = new Set(schedule.difference)
  return (
    <>
      <PlanGrid slots={calendar.availability} times={schedule.meetings} zone={zone} now={now}>
        {(week) =>
          schedule.meetings.map((meeting) => {
            const box = boxOf(week, meeting)
            const look = differs.has(meeting.invitation) ? 'block differs' : 'block'
            return box && (
              <div key={meeting.invitation} className={look} style={box} title={range(meeting.start, meeting.end, zone)}>
                <span>{fullName(meeting.contact)}</span>
                <small>{time(meeting.start, zone)}</small>
              </div>
            )
          })
        }
      </PlanGrid>
      <ul className="columns quiet pictured" aria-label={words.listIn(strings.meetings, zone)}>
        {schedule.meetings.map((meeting) => (
          <li key={meeting.invitation}>
            {range(meeting.start, meeting.end, zone)} · {fullName(meeting.contact)}
          </li>
        ))}
      </ul>
    </>
  )
}
