import { useState } from 'react'
import type { SlotWrite } from '../api/types'
import { fromSlots, toSlots, type Painted } from './paint'
import { isWithin, spanOf, stepFor, type Cell } from './week'
import { dayOf, minuteOf } from './zone'

/** Let slots be painted over; whatever is not painted over stays as it was. The calendar's first day is where the editor begins. */
export function useTimes(slots: readonly SlotWrite[], zone: string, offered?: readonly SlotWrite[]) {
  const [now] = useState(Date.now)
  const offers = offered?.map(spanOf)
  const spans = [...slots.map(spanOf), ...(offers ?? [])]
  const [step] = useState(() => stepFor(spans, (instant) => minuteOf(instant, zone)))
  const [former] = useState<Painted>(() => fromSlots(slots))
  const [painted, onChange] = useState(former)
  const first = spans.map((span) => span.start).sort((a, b) => a - b)[0]
  const firstDay = first === undefined ? undefined : dayOf(first, zone)
  const isOffered = offers && ((cell: Cell) => offers.some((span) => isWithin(cell, span, step)))
  return { slots: () => toSlots(painted), isChanged: painted !== former, editor: { painted, onChange, zone, step, now, firstDay, isOffered } }
}
