import createClient from 'openapi-fetch'
import { useSyncExternalStore } from 'react'
import { Problem } from './problem'
import type { paths } from './schema'
import { Session } from './session'

export const session = new Session((request) => fetch(request), location.origin)
export const api = createClient<paths>({ baseUrl: location.origin, fetch: session.send })

export function useIsSignedIn(): boolean {
  return useSyncExternalStore(session.subscribe, () => session.isOpen)
}

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Return what a call answers. Throws Problem for every refusal. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw new Problem(response.status, error)
  return data as T
}

/** Return what a call answers, and its entity tag. Throws Problem for every refusal. */
export async function unwrapTagged<T>(call: Promise<Answer<T>>): Promise<{ etag: string | undefined; data: T }> {
  const data = await unwrap(call)
  return { etag: (await call).response.headers.get('ETag') ?? undefined, data }
}

/** Have the browser keep a file that only a signed-in request may read. */
export async function download(path: string, name: string): Promise<void> {
  const response = await session.send(new Request(new URL(path, location.origin)))
  if (!response.ok) throw new Problem(response.status, await response.text())
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
