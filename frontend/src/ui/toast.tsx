import { useSyncExternalStore } from 'react'

let message = ''
let timer = 0
const listeners = new Set<() => void>()

/** Tell, for some seconds and to screen readers too, that something was done. */
export function toast(text: string): void {
  message = text
  window.clearTimeout(timer)
  if (text) timer = window.setTimeout(() => toast(''), 6000)
  listeners.forEach((listener) => listener())
}

export function Toast() {
  const text = useSyncExternalStore(subscribe, () => message)
  return (
    <div className="toast" role="status">
      {text && <div>{text}</div>}
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
