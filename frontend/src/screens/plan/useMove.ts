import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Week } from '../../grid/week'
import { addDays, dayOf, instantsAt, MINUTE, minuteOf } from '../../grid/zone'

export type Move = { invitation: number; start: number; byPointer: boolean }
type Movable = { invitation: number; start: string }

const SLIP = 4 // pixels that a click may slip before it is a drag

/** Move a meeting over the week by drag or by keyboard; `place` is called where it is let go. */
export function useMove(raster: number, zone: string, place: (invitation: number, start: number) => void) {
  const [move, setMove] = useState<Move | null>(null)
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })

  const drag = (event: PointerEvent<HTMLElement>, meeting: Movable, week: Week) => {
    const layer = event.currentTarget.parentElement
    if (!layer || event.button !== 0) return
    const grip = event.clientY - event.currentTarget.getBoundingClientRect().top
    const origin = { x: event.clientX, y: event.clientY }
    const listeners = new AbortController()
    const { signal } = listeners
    const follow = ({ clientX, clientY }: globalThis.PointerEvent) => {
      if (!latest.current && Math.hypot(clientX - origin.x, clientY - origin.y) < SLIP) return
      const start = startAt(layer, week, raster, clientX, clientY - grip)
      if (start !== null) setMove({ invitation: meeting.invitation, start, byPointer: true })
    }
    const end = () => {
      listeners.abort()
      if (latest.current?.byPointer) place(latest.current.invitation, latest.current.start)
      setMove((now) => (now?.byPointer ? null : now))
    }
    document.addEventListener('pointermove', follow, { signal })
    document.addEventListener('pointerup', end, { signal })
    document.addEventListener('pointercancel', () => (listeners.abort(), setMove(null)), { signal })
  }

  const onKeyDown = (event: KeyboardEvent, meeting: Movable) => {
    const start = move?.start ?? Date.parse(meeting.start)
    const next = move && keyed(event.key, start, raster, zone)
    if (next) setMove({ ...move, start: next })
    else if (event.key === 'Escape' && move) setMove(null)
    else if (event.key === 'Enter' || event.key === ' ') {
      if (move) place(move.invitation, move.start)
      setMove(move ? null : { invitation: meeting.invitation, start, byPointer: false })
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
  const column = Math.min(Math.max(Math.floor((7 * (x - box.left)) / box.width), 0), 6)
  const minute = week.from + ((y - box.top) / box.height) * (week.to - week.from)
  const snapped = Math.min(Math.max(Math.round(minute / raster) * raster, week.from), week.to - raster)
  return instantsAt(week.days[column] ?? '', snapped, week.zone)[0] ?? null
}
