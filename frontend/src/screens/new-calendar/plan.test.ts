import { expect, test } from 'vitest'
import { paint } from '../../grid/paint'
import { bodyOf, newPlan, roomIn, stepOf } from './plan'

const at = (clock: string) => Date.parse(`2026-11-23T${clock}Z`)
const painted = paint(paint([], ['09:00', '10:00', '14:00'].map(at), 30, 3), [at('09:30')], 30, 2)

test('room is counted in each run of times, whatever their preferences', () => {
  const plan = { ...newPlan('UTC'), painted }
  expect(roomIn(plan)).toBe(4)
})

test('breaks take room, but none is needed after the last meeting', () => {
  expect(roomIn({ ...newPlan('UTC'), painted, buffer: 15 })).toBe(3)
})

test('a meeting longer than a run has no room in it', () => {
  expect(roomIn({ ...newPlan('UTC'), painted, length: 60 })).toBe(1)
})

test('the grid is as fine as short meetings need', () => {
  expect([15, 20, 30, 45, 60, 25].map((length) => stepOf({ ...newPlan('UTC'), length }))).toEqual([15, 10, 30, 30, 30, 15])
})

test.each([10, 20, 45, 60])('what was painted stays when meetings become %s minutes long', (length) => {
  const plan = { ...newPlan('UTC'), painted }
  expect(bodyOf({ ...plan, length }).availability).toEqual(bodyOf(plan).availability)
})
