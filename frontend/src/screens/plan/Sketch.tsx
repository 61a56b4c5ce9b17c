import type { SuggestedSchedule, Slot } from '../../api/types'
import { day } from '../../ui/format'
import { instantsAt } from '../../grid/zone'
import { boxIn, type Box, type Frame } from './sketch-frame'

const HEIGHT = 100
const GAP = 0.06 // of a day's width, on both sides

type Props = { schedule: SuggestedSchedule; slots: readonly Slot[]; frame: Frame }

/** A schedule as a small picture; the words and numbers beside it say the same to those who cannot see it. */
export function Sketch({ schedule, slots, frame }: Props) {
  const boxes = (times: readonly { start: string; end: string }[]) => times.map((each) => boxIn(frame, each)).filter((box) => box !== null)
  const differs = new Set(schedule.difference)
  const same = schedule.meetings.filter((each) => !differs.has(each.invitation))
  const other = schedule.meetings.filter((each) => differs.has(each.invitation))
  return (
    <span className="sketch" aria-hidden="true">
      <svg viewBox={`0 0 ${frame.days.length} ${HEIGHT}`} preserveAspectRatio="none">
        <path className="sketch-slots" d={pathOf(boxes(slots), 0)} />
        <path className="sketch-meetings" d={pathOf(boxes(same), GAP)} />
        <path className="sketch-differs" d={pathOf(boxes(other), GAP)} />
      </svg>
      <span className="sketch-days">
        {ends(frame.days).map((each) => (
          <span key={each}>{day(instantsAt(each, 720, frame.zone)[0] ?? 0, frame.zone)}</span>
        ))}
      </span>
    </span>
  )
}

function pathOf(boxes: readonly Box[], gap: number): string {
  return boxes.map(({ x, y, height }) => `M${x + gap} ${y * HEIGHT}h${1 - 2 * gap}v${Math.max(height * HEIGHT - 1, 1)}h${2 * gap - 1}z`).join('')
}

function ends(days: readonly string[]): string[] {
  return [...new Set([...days.slice(0, 1), ...days.slice(-1)])]
}
