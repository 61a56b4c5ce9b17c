import type { SlotWrite } from '../api/types'
import { spanOf, type Span } from './week'
import { MINUTE } from './zone'

/** Return the lowest preference that somebody gives the time from `start` on, 0 where it is not wholly theirs. */
export function preferenceAt(slots: readonly SlotWrite[], start: number, minutes: number): number {
  const end = start + minutes * MINUTE
  const touching = spansOf(slots).filter((span) => span.start < end && start < span.end)
  if (!touching.length) return 0
  const edges = [...new Set([start, ...touching.map((span) => Math.max(span.start, start)), ...touching.map((span) => span.end)])]
  const pieces = edges.filter((edge) => edge < end)
  const best = (at: number) => Math.max(0, ...touching.filter((span) => span.start <= at && at < span.end).map((span) => span.value))
  return Math.min(...pieces.map(best))
}

type Valued = Span & { value: number }
const read = new WeakMap<object, Valued[]>()

/** Return slots as instants; each list is read once, for it is asked about many cells. */
function spansOf(slots: readonly SlotWrite[]): Valued[] {
  let spans = read.get(slots)
  if (!spans) {
    spans = slots.map((slot) => ({ ...spanOf(slot), value: slot.preference }))
    read.set(slots, spans)
  }
  return spans
}

/** Join times that touch or overlap, whatever their preferences. */
export function joined(slots: readonly SlotWrite[]): Span[] {
  const spans = spansOf(slots).map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start)
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else result.push(span)
  }
  return result
}
