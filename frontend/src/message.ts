/** What the app says in passing: one message at a time, which goes by itself unless it tells a fault. */
type Message = {
  text: string
  isFault?: boolean
  /** Takes back what the message tells. */
  undo?: () => void
  /** Called when the message goes and nobody took it back. */
  end?: () => void
}

const SHOWN = 6_000 // milliseconds
const SHOWN_TO_UNDO = 10_000

let message: Message | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

export function toast(text: string, more: Omit<Message, 'text'> = {}): void {
  dismiss()
  put({ text, ...more })
  release()
}

export function dismiss(): void {
  const gone = message
  put(null)
  gone?.end?.()
}

export function undo(): void {
  const taken = message
  put(null)
  taken?.undo?.()
}

/** Keep the message until `release`: it is pointed at, or has the focus. */
export function hold(): void {
  clearTimeout(timer)
}

export function release(): void {
  clearTimeout(timer)
  if (message && !message.isFault) timer = setTimeout(dismiss, message.undo ? SHOWN_TO_UNDO : SHOWN)
}

export function present(): Message | null {
  return message
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function put(next: Message | null): void {
  clearTimeout(timer)
  message = next
  listeners.forEach((listener) => listener())
}
