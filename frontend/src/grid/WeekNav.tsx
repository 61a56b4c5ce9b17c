import { Button } from '../ui/Button'
import { day as dayText } from '../ui/format'
import { Zone } from '../ui/Zone'
import { strings } from './strings'
import { addDays, instantsAt, type Day } from './zone'

export function WeekNav({ monday, zone, onMove }: { monday: Day; zone: string; onMove: (monday: Day) => void }) {
  const noon = instantsAt(monday, 720, zone)[0] ?? 0
  return (
    <div className="week-nav">
      <Button look="bare" small aria-label={strings.previous} onPress={() => onMove(addDays(monday, -7))}>
        ←
      </Button>
      <b aria-live="polite">{strings.weekOf(dayText(noon, zone).replace(/^\w+,? /, ''))}</b>
      <Button look="bare" small aria-label={strings.next} onPress={() => onMove(addDays(monday, 7))}>
        →
      </Button>
      <Zone zone={zone} />
    </div>
  )
}
