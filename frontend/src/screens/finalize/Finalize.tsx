import type { CalendarDetail } from '../../api/types'

export default function Finalize({ calendar }: { calendar: CalendarDetail }) {
  return <p>{calendar.name}</p>
}
