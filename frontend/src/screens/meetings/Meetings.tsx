import type { CalendarDetail } from '../../api/types'

export default function Meetings({ calendar }: { calendar: CalendarDetail }) {
  return <p>{calendar.name}</p>
}
