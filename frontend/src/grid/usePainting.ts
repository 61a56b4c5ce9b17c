import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import type { Place } from './week'

const HOLD = 220 // milliseconds that a finger rests before it paints instead of scrolling
const SLIP = 8 // pixels that it may move meanwhile

type Stroke = { from: Place; to: Place }

/** Turn a drag over the cells into strokes: at once with a mouse or pen, after a short hold with a finger. */
export function usePainting(onStroke: (from: Place, to: Place) => void) {
  const [stroke, setStroke] = useState<Stroke | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const isPainting = stroke !== null
  const reached = useRef(stroke) // before it is drawn: the last movement and the end may come at once
  const latest = useRef(onStroke)
  useEffect(() => {
    latest.current = onStroke
  })
  const reach = (next: Stroke | null) => {
    reached.current = next
    setStroke(next)
  }

  useLayoutEffect(() => {
    if (!isPainting) return
    const move = (event: globalThis.PointerEvent) => {
      const to = placeAt(event.clientX, event.clientY)
      const { current: now } = reached
      if (to && now && !same(now.to, to)) reach({ ...now, to })
    }
    const end = () => {
      const { current: last } = reached
      if (last) latest.current(last.from, last.to)
      reach(null)
    }
    const cancel = () => reach(null)
    const stay = (event: TouchEvent) => event.preventDefault()
    const listeners = new AbortController()
    const { signal } = listeners
    document.addEventListener('pointermove', move, { signal })
    document.addEventListener('pointerup', end, { signal })
    document.addEventListener('pointercancel', cancel, { signal })
    document.addEventListener('touchmove', stay, { signal, passive: false })
    return () => listeners.abort()
  }, [isPainting])

  const onPointerDown = (event: PointerEvent) => {
    const from = placeAt(event.clientX, event.clientY)
    if (!from || event.button !== 0) return
    if (event.pointerType !== 'touch') reach({ from, to: from })
    else afterHold(event, () => reach({ from, to: from }), () => onStroke(from, from))
  }
  return { grid, stroke, onPointerDown }
}

function afterHold(start: PointerEvent, hold: () => void, tap: () => void): void {
  const listeners = new AbortController()
  const { signal } = listeners
  const timer = window.setTimeout(() => {
    listeners.abort()
    hold()
  }, HOLD)
  const stop = () => {
    window.clearTimeout(timer)
    listeners.abort()
  }
  const slip = (event: globalThis.PointerEvent) => {
    if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLIP) stop()
  }
  document.addEventListener('pointermove', slip, { signal })
  document.addEventListener('pointercancel', stop, { signal })
  document.addEventListener('pointerup', () => (stop(), tap()), { signal })
}

function placeAt(x: number, y: number): Place | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]')
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null
}

function same(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column
}
