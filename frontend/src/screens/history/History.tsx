import type { CalendarDetail } from '../../api/types'

export default function History({ calendar }: { calendar: CalendarDetail }) {
  return <p>{calendar.name}</p>
}
