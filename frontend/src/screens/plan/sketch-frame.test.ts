import { expect, test } from 'vitest'
import type { SuggestedSchedule } from '../../api/types'
import { boxIn, frameOf, numbersOf, tradeOf } from './sketch-frame'
import { strings } from './strings'

const BERLIN = 'Europe/Berlin'
const meeting = (start: string, end: string) => ({ start: `2026-11-${start}Z`, end: `2026-11-${end}Z` })
const schedule = (meetings: object[], score: object = {}) => ({ meetings, score }) as SuggestedSchedule

const early = schedule([meeting('23T07:15', '23T07:45'), meeting('25T10:00', '25T10:30')])
const late = schedule([meeting('26T15:00', '26T15:20')])

test('sketches share the days and the full hours of all schedules, by the calendar’s clock', () => {
  expect(frameOf([early, late], BERLIN)).toEqual({ days: ['2026-11-23', '2026-11-25', '2026-11-26'], from: 480, to: 1020, zone: BERLIN })
})

test('a schedule without meetings has an empty frame', () => {
  expect(frameOf([schedule([])], BERLIN)).toEqual({ days: [], from: 540, to: 600, zone: BERLIN })
})

test('a time lies in its day’s column, cut at the edges', () => {
  const frame = { days: ['2026-11-23', '2026-11-25'], from: 540, to: 660, zone: BERLIN }
  expect(boxIn(frame, meeting('25T08:30', '25T09:00'))).toEqual({ x: 1, y: 0.25, height: 0.25 })
  expect(boxIn(frame, meeting('23T07:00', '23T08:30'))).toEqual({ x: 0, y: 0, height: 0.25 })
  expect(boxIn(frame, meeting('24T08:30', '24T09:00'))).toBe(null)
  expect(boxIn(frame, meeting('23T06:00', '23T07:00'))).toBe(null)
})

test('more preference is better, more days and idle minutes are worse', () => {
  const first = schedule([], { invitee_preference: 20, owner_preference: 9, lowest_preference: 2, days: 2, idle_minutes: 30 })
  const other = schedule([], { invitee_preference: 22, owner_preference: 8, lowest_preference: 2, days: 3, idle_minutes: 0 })
  expect(numbersOf(other, first, strings.numbers).map(({ value, delta, isBetter }) => [value, delta, isBetter])).toEqual([
    [22, 2, true],
    [8, -1, false],
    [2, 0, false],
    [3, 1, false],
    [0, -30, true],
  ])
})

test('what a schedule gives up on purpose is said, and what for', () => {
  const first = schedule([], { invitee_preference: 20, owner_preference: 9, days: 3 })
  const other = schedule([], { invitee_preference: 20, owner_preference: 8, days: 2 })
  const { points, days } = tradeOf(other, first)
  expect(strings.trade(points, days)).toBe('1 point less, 1 day fewer')
  expect(strings.trade(3, 0)).toBe('3 points less')
})
