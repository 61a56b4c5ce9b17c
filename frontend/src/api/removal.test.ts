import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dismiss, present, toast, undo } from '../message'
import { Problem } from './problem'
import { presentlyLeaving, removeLater, settled } from './removal'

const send = vi.fn(() => Promise.resolve())
const remove = (key = 'contact 1') => removeLater({ key, done: `${key} is gone`, send })

beforeEach(() => {
  vi.useFakeTimers()
  send.mockClear()
})

afterEach(async () => {
  await settled()
  vi.useRealTimers()
})

test('a removal is seen at once and sent when its message goes', async () => {
  remove()
  expect([present()?.text, [...presentlyLeaving()], send.mock.calls.length]).toEqual(['contact 1 is gone', ['contact 1'], 0])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([present(), presentlyLeaving().size, send.mock.calls.length]).toEqual([null, 0, 1])
})

test('what is taken back is never sent', async () => {
  remove()
  undo()
  expect(presentlyLeaving().size).toBe(0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(send).not.toHaveBeenCalled()
})

test('a second removal sends the first', () => {
  remove('contact 1')
  remove('contact 2')
  expect([send.mock.calls.length, [...presentlyLeaving()]]).toEqual([1, ['contact 1', 'contact 2']])
})

test('whoever waits for the removals waits until they are done', async () => {
  let finish = () => {}
  removeLater({ key: 'contact 3', done: '', send: () => new Promise<void>((resolve) => (finish = resolve)) })
  let isSettled = false
  const waiting = settled().then(() => (isSettled = true))
  await vi.advanceTimersByTimeAsync(0)
  expect([isSettled, presentlyLeaving().has('contact 3')]).toEqual([false, true])
  finish()
  await waiting
  expect(presentlyLeaving().size).toBe(0)
})

test('what the server refuses to remove comes back with its words, which stay', async () => {
  removeLater({ key: 'contact 4', done: '', send: () => Promise.reject(new Problem(409, { code: 'contact_in_use', detail: 'On an open calendar: Talks.' })) })
  dismiss()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([presentlyLeaving().size, present()?.isFault, present()?.text]).toEqual([0, true, 'It is still there. On an open calendar: Talks.'])
})

test('a message goes by itself', async () => {
  toast('Saved.')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(present()).toBe(null)
})
