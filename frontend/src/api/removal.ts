import { dismiss, toast } from '../message'
import { strings } from './strings'
import { messageOfError } from './problem'

export type Removal = {
  /** What goes, such as `invitation 7`: screens leave it out at once. */
  key: string
  done: string
  /** Removes it on the server; it must outlive the page, so its request is sent with `keepalive`. */
  send: () => Promise<unknown>
}

let leaving: ReadonlySet<string> = new Set()
let sending: Promise<unknown> = Promise.resolve()
const listeners = new Set<() => void>()

/** Remove something once the message that tells it is gone; until then it can be taken back. */
export function removeLater({ key, done, send }: Removal): void {
  const end = () => {
    sending = Promise.all([sending, sent(key, send)])
  }
  toast(done, { undo: () => leave(key, false), end })
  leave(key, true)
}

/** Send at once what still waits, and wait for it: whatever is written next may depend on it. */
export async function settled(): Promise<void> {
  dismiss()
  await sending
}

export function presentlyLeaving(): ReadonlySet<string> {
  return leaving
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function sent(key: string, send: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    toast(strings.notRemoved(messageOfError(error)), { isFault: true })
  }
  leave(key, false)
}

function leave(key: string, isLeaving: boolean): void {
  const next = new Set(leaving)
  if (isLeaving) next.add(key)
  else next.delete(key)
  leaving = next
  listeners.forEach((listener) => listener())
}
