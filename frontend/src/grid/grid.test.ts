import { expect, test } from 'vitest'
import { brushOf, moved, type Cursor } from './cursor'
import { cellsOf, colourAt, copyWeek, fromSlots, hoursIn, minutesOf, paint, TEMPLATES, toSlots } from './paint'
import { cellsBetween, hoursFor, stepFor, weekOf } from './week'
import { dayOf, instantsAt, minuteOf, mondayOf } from './zone'

const BERLIN = 'Europe/Berlin'
const MONDAY = '2026-11-23'
const at = (text: string) => Date.parse(text)
const slot = (start: string, end: string, preference: 1 | 2 | 3) => ({ start, end, preference })

test('a wall-clock time is one instant on an ordinary day', () => {
  expect(instantsAt(MONDAY, 540, BERLIN)).toEqual([at('2026-11-23T08:00Z')])
})

test('a time that the clocks skip is no instant', () => {
  expect(instantsAt('2026-03-29', 150, BERLIN)).toEqual([])
})

test('a time that the clocks repeat is two instants', () => {
  expect(instantsAt('2026-10-25', 150, BERLIN)).toEqual([at('2026-10-25T00:30Z'), at('2026-10-25T01:30Z')])
})

test('days and minutes are read in the zone, not in the browser’s', () => {
  const instant = at('2026-11-22T23:30Z')
  expect([dayOf(instant, BERLIN), minuteOf(instant, BERLIN)]).toEqual(['2026-11-23', 30])
  expect(dayOf(instant, 'America/New_York')).toBe('2026-11-22')
})

test('a week begins on Monday, for a Sunday too', () => {
  expect([mondayOf('2026-11-23'), mondayOf('2026-11-29')]).toEqual([MONDAY, MONDAY])
})

test('the grid has a row for each step and a column for each day', () => {
  const week = weekOf(MONDAY, BERLIN, 30, 540, 660)
  expect([week.rows.length, week.days.at(-1)]).toEqual([4, '2026-11-29'])
  expect(week.rows[0]?.[1]?.instants).toEqual([at('2026-11-24T08:00Z')])
})

test('painting a rectangle and clearing a part of it leaves the rest', () => {
  const week = weekOf(MONDAY, BERLIN, 30, 540, 660)
  const all = cellsBetween(week, { row: 3, column: 0 }, { row: 0, column: 0 }).flatMap((cell) => cell.instants)
  const painted = paint(paint([], all, 30, 3), all.slice(1, 2), 30, 0)
  expect(toSlots(painted)).toEqual([
    slot('2026-11-23T08:00:00Z', '2026-11-23T08:30:00Z', 3),
    slot('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', 3),
  ])
})

test('neighbouring cells of different preferences stay apart', () => {
  const painted = paint(paint([], [at('2026-11-23T08:30Z')], 30, 1), [at('2026-11-23T08:00Z')], 30, 2)
  expect(toSlots(painted)).toEqual([
    slot('2026-11-23T08:00:00Z', '2026-11-23T08:30:00Z', 2),
    slot('2026-11-23T08:30:00Z', '2026-11-23T09:00:00Z', 1),
  ])
})

test('no slot is longer than a day', () => {
  const cells = Array.from({ length: 50 }, (_, place) => at('2026-11-23T00:00Z') + place * 1_800_000)
  const painted = paint([], cells, 30, 3)
  expect(toSlots(painted).map(({ start }) => start)).toEqual(['2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'])
})

test('painting over a skipped hour gives one slot without it', () => {
  const week = weekOf('2026-03-23', BERLIN, 30, 60, 240)
  const sunday = cellsBetween(week, { row: 0, column: 6 }, { row: 5, column: 6 })
  const painted = paint([], sunday.flatMap((cell) => cell.instants), 30, 2)
  expect(toSlots(painted)).toEqual([slot('2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z', 2)])
})

test('painting over a repeated hour takes both', () => {
  const week = weekOf('2026-10-19', BERLIN, 60, 60, 240)
  const sunday = cellsBetween(week, { row: 0, column: 6 }, { row: 2, column: 6 })
  const painted = paint([], sunday.flatMap((cell) => cell.instants), 60, 2)
  expect(toSlots(painted)).toEqual([slot('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z', 2)])
})

test('slots come back from the cells that were painted from them', () => {
  const slots = [slot('2026-11-23T08:00:00Z', '2026-11-23T11:00:00Z', 3), slot('2026-11-23T11:00:00Z', '2026-11-23T12:00:00Z', 1)]
  expect(toSlots(fromSlots(slots))).toEqual(slots)
})

test.each([
  ['Asia/Kathmandu', slot('2026-11-23T03:15:00Z', '2026-11-23T06:15:00Z', 3), 30, '2026-11-23T03:15Z', 3],
  [BERLIN, slot('2026-11-23T08:07:00Z', '2026-11-23T08:37:00Z', 3), 5, '2026-11-23T08:05Z', 0.5],
])('times in %s are shown, and stay as they are beside what is painted', (zone, stored, step, first, hours) => {
  const painted = fromSlots([stored])
  expect(stepFor([...painted], (instant) => minuteOf(instant, zone))).toBe(step)
  const shown = weekOf(MONDAY, zone, step).rows.flat().flatMap((cell) => cell.instants.filter((instant) => colourAt(painted, instant, step)))
  expect([shown[0], hoursIn(painted)]).toEqual([at(first), hours])
  const added = instantsAt('2026-11-24', 600, zone)
  expect(toSlots(paint(painted, added, step, 2))[0]).toEqual(stored)
  expect(toSlots(paint(paint(painted, added, step, 2), added, step, 0))).toEqual([stored])
})

test('a cell that is cleared takes what lies in it, and leaves the rest as it was', () => {
  const painted = fromSlots([slot('2026-11-23T08:07:00Z', '2026-11-23T08:37:00Z', 3)])
  expect(toSlots(paint(painted, [at('2026-11-23T08:15Z')], 15, 0))).toEqual([
    slot('2026-11-23T08:07:00Z', '2026-11-23T08:15:00Z', 3),
    slot('2026-11-23T08:30:00Z', '2026-11-23T08:37:00Z', 3),
  ])
})

test('the rows that must be shown are those of the times, all of them when one goes past midnight', () => {
  const day = slot('2026-11-23T06:00:00Z', '2026-11-23T19:00:00Z', 3)
  const night = slot('2026-11-23T21:00:00Z', '2026-11-24T00:00:00Z', 3)
  expect([day, night].map((each) => minutesOf(fromSlots([each]), 30, BERLIN))).toEqual([[420, 1170], [0, 1410]])
})

test('where slots overlap the higher preference counts', () => {
  const slots = [slot('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z', 1), slot('2026-11-23T08:30:00Z', '2026-11-23T09:00:00Z', 3)]
  expect(['08:00', '08:30'].map((clock) => colourAt(fromSlots(slots), at(`2026-11-23T${clock}Z`), 30))).toEqual([1, 3])
})

test('a copied week keeps its wall-clock times over a change of the clocks', () => {
  const painted = fromSlots([slot('2026-03-23T08:00:00Z', '2026-03-23T09:00:00Z', 3)])
  expect(toSlots(copyWeek(painted, '2026-03-23', '2026-03-30', BERLIN, 0))).toEqual([
    slot('2026-03-23T08:00:00Z', '2026-03-23T09:00:00Z', 3),
    slot('2026-03-30T07:00:00Z', '2026-03-30T08:00:00Z', 3),
  ])
})

test('a copied week takes the place of what was painted there, and no time that is over', () => {
  const painted = fromSlots(
    [slot('2026-11-23T08:00:00Z', '2026-11-23T08:30:00Z', 3), slot('2026-11-24T08:00:00Z', '2026-11-24T08:30:00Z', 2), slot('2026-12-04T08:00:00Z', '2026-12-04T08:30:00Z', 1)],
  )
  const copied = copyWeek(painted, MONDAY, '2026-11-30', BERLIN, at('2026-12-01T00:00Z'))
  expect(toSlots(copied).slice(2)).toEqual([slot('2026-12-01T08:00:00Z', '2026-12-01T08:30:00Z', 2)])
})

test('a template paints what is left of its week', () => {
  const cells = cellsOf(TEMPLATES.mornings, MONDAY, BERLIN, 60, at('2026-11-27T09:00Z'))
  expect(cells).toEqual([at('2026-11-27T09:00Z'), at('2026-11-27T10:00Z')])
})

test('arrows move within the grid and drop the selection', () => {
  const cursor: Cursor = { at: { row: 0, column: 6 }, anchor: { row: 2, column: 2 } }
  const size = { rows: 4, columns: 7 }
  expect(moved(cursor, 'ArrowDown', false, size)).toEqual({ at: { row: 1, column: 6 }, anchor: { row: 1, column: 6 } })
  expect(moved(cursor, 'ArrowRight', false, size)?.at).toEqual({ row: 0, column: 6 })
  expect(moved(cursor, 'x', false, size)).toBe(null)
})

test('shift and arrows extend the selection from where it began', () => {
  const cursor: Cursor = { at: { row: 1, column: 1 }, anchor: { row: 1, column: 1 } }
  expect(moved(cursor, 'ArrowLeft', true, { rows: 4, columns: 7 })).toEqual({ at: { row: 1, column: 0 }, anchor: { row: 1, column: 1 } })
})

test('1 to 3 set, 0 and the deleting keys clear, other keys do nothing', () => {
  expect(['1', '2', '3', '0', 'Delete', 'Backspace', '4', 'a'].map(brushOf)).toEqual([1, 2, 3, 0, 0, 0, null, null])
})

test('the rows are as fine as the times, and the hours as wide', () => {
  const minute = (instant: number) => minuteOf(instant, BERLIN)
  const spans = [{ start: at('2026-11-23T08:00Z'), end: at('2026-11-23T08:45Z') }]
  expect([stepFor([], minute), stepFor(spans, minute), hoursFor([], 30), hoursFor([390, 1170], 30)]).toEqual([30, 15, [480, 1080], [360, 1200]])
})
