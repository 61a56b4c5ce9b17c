import { expect, test } from 'vitest'
import { once } from './idempotency'

/** Send contents one after the other, losing the answers at some places; return the keys. */
async function keysOf(contents: unknown[], lost: number[]): Promise<string[]> {
  const seen: string[] = []
  const send = (key: string) => (seen.push(key), lost.includes(seen.length - 1) ? Promise.reject(new TypeError('lost')) : Promise.resolve())
  for (const content of contents) await once(content, send).catch(() => undefined)
  return seen
}

test('a content whose answer was lost keeps its key, and its success ends it', async () => {
  const [first, again, next] = await keysOf([{ name: 'Talks' }, { name: 'Talks' }, { name: 'Talks' }], [0])
  expect(again).toBe(first)
  expect(next).not.toBe(first)
})

test('another content has another key, and the former one its own again', async () => {
  const [first, other, again] = await keysOf([{ name: 'Labs' }, { name: 'Reviews' }, { name: 'Labs' }], [0])
  expect(other).not.toBe(first)
  expect(again).toBe(first)
})
