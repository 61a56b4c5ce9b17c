import { expect, test } from 'vitest'
import type { Slot } from '../api/types'
import { countFree } from './heat'
import { weekOf } from './week'

const MOST = 25 // milliseconds: half of what the heat map of 500 invitees may take

test('the answers of 500 invitees are counted in time', () => {
  const week = weekOf('2026-11-23', 'Europe/Berlin', 15)
  const instants = week.rows.flat().flatMap((cell) => cell.instants).sort((a, b) => a - b)
  const slot = (place: number) => ({ start: `2026-11-2${3 + (place % 5)}T08:00:00Z`, end: `2026-11-2${3 + (place % 5)}T${10 + (place % 7)}:00:00Z`, preference: 2 }) as Slot
  const people = Array.from({ length: 500 }, (_, place) => ({ availability: Array.from({ length: 10 }, (__, each) => slot(place + each)) }))
  const times = Array.from({ length: 5 }, () => {
    const begin = performance.now()
    expect(Math.max(...countFree(instants, 15, people))).toBe(500)
    return performance.now() - begin
  })
  expect(Math.min(...times)).toBeLessThan(MOST)
})
