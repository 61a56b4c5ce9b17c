import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Week } from '../../grid/week'
import { addDays, dayOf, instantsAt, MINUTE, minuteOf } from '../../grid/zone'

type Move = { invitation: number; start: number; byPointer: boolean }
type Options = {
  /** Minutes between the times that can be chosen. */
  raster: number
  zone: string
  /** What lies over the week, where a drag ends. */
  layer: () => HTMLElement | null
  /** Called where somebody is let go; false when that is no place for them. */
  place: (invitation: number, start: number) => boolean
}

const SLIP = 4 // pixels that a click may slip before it is a drag
const MARGIN = 24 // pixels beside the week that still count as its edge

/** Move somebody over the week by drag or by keyboard. */
export function useMove({ raster, zone, layer, place }: Options) {
  const [move, setShown] = useState<Move | null>(null)
  const reached = useRef(move) // before it is shown: the last movement and the end of a drag may come at once
  const latest = useRef(place)
  useEffect(() => {
    latest.current = place
  })
  const setMove = (next: Move | null) => {
    reached.current = next
    setShown(next)
  }

  const drag = (event: PointerEvent<HTMLElement>, invitation: number, week: Week) => {
    const over = layer()
    if (!over || event.button !== 0) return
    const grip = over.contains(event.currentTarget) ? event.clientY - event.currentTarget.getBoundingClientRect().top : 0
    const origin = { x: event.clientX, y: event.clientY }
    const listeners = new AbortController()
    const { signal } = listeners
    const follow = ({ clientX, clientY }: globalThis.PointerEvent) => {
      if (!reached.current && Math.hypot(clientX - origin.x, clientY - origin.y) < SLIP) return
      const start = startAt(over, week, raster, clientX, clientY - grip)
      setMove(start === null ? null : { invitation, start, byPointer: true })
    }
    const end = () => {
      listeners.abort()
      const { current: last } = reached
      if (!last?.byPointer) return
      latest.current(last.invitation, last.start)
      setMove(null)
    }
    document.addEventListener('pointermove', follow, { signal })
    document.addEventListener('pointerup', end, { signal })
    document.addEventListener('pointercancel', () => (listeners.abort(), setMove(null)), { signal })
  }

  const onKeyDown = (event: KeyboardEvent, invitation: number, from: () => number) => {
    const held = move?.invitation === invitation ? move : null
    const next = held && keyed(event.key, held.start, raster, zone)
    if (next) setMove({ ...held, start: next })
    else if (event.key === 'Escape' && held) setMove(null)
    else if (event.key === 'Enter' || event.key === ' ') {
      if (!held) setMove({ invitation, start: from(), byPointer: false })
      else if (place(invitation, held.start)) setMove(null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { move, drag, onKeyDown, cancel: () => setMove(null) }
}

/** Return where an arrow key leads: a step of the raster, or a day at the same time of the clock. */
export function keyed(key: string, start: number, raster: number, zone: string): number | null {
  if (key === 'ArrowUp') return start - raster * MINUTE
  if (key === 'ArrowDown') return start + raster * MINUTE
  const days = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (!days) return null
  return instantsAt(addDays(dayOf(start, zone), days), minuteOf(start, zone), zone)[0] ?? start
}

function startAt(layer: HTMLElement, week: Week, raster: number, x: number, y: number): number | null {
  const box = layer.getBoundingClientRect()
  if (x < box.left - MARGIN || x > box.right + MARGIN || y < box.top - MARGIN || y > box.bottom + MARGIN) return null
  const column = Math.min(Math.max(Math.floor((7 * (x - box.left)) / box.width), 0), 6)
  const minute = week.from + ((y - box.top) / box.height) * (week.to - week.from)
  const snapped = Math.min(Math.max(Math.round(minute / raster) * raster, week.from), week.to - raster)
  return instantsAt(week.days[column] ?? '', snapped, week.zone)[0] ?? null
}
