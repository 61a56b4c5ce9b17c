import { expect, test } from 'vitest'
import { keyed } from './useMove'

const BERLIN = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)

test('up and down move by the raster', () => {
  const start = at('2026-11-23T09:00Z')
  expect([keyed('ArrowUp', start, 15, BERLIN), keyed('ArrowDown', start, 15, BERLIN)]).toEqual([at('2026-11-23T08:45Z'), at('2026-11-23T09:15Z')])
})

test('left and right move by a day at the same time of the clock, over its change too', () => {
  expect(keyed('ArrowRight', at('2026-03-28T08:00Z'), 15, BERLIN)).toBe(at('2026-03-29T07:00Z'))
  expect(keyed('ArrowLeft', at('2026-03-29T07:00Z'), 15, BERLIN)).toBe(at('2026-03-28T08:00Z'))
})

test('other keys do not move', () => {
  expect(keyed('a', at('2026-11-23T09:00Z'), 15, BERLIN)).toBe(null)
})
