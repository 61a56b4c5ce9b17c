const keys = new Map<string, string>()

/**
 * Send something with a key under which the server does it once. Until it succeeds the same content keeps its key, for
 * an answer that was lost on the way does not say that nothing was done.
 */
export async function once<T>(content: unknown, send: (key: string) => Promise<T>): Promise<T> {
  const name = JSON.stringify(content)
  const key = keys.get(name) ?? newKey()
  keys.set(name, key)
  const answer = await send(key)
  keys.delete(name)
  return answer
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
