import { expect, test } from 'vitest'
import { noPins, pinned, pinnedIn, unpinned } from './pins'

const ana = { invitation: 1, start: '2030-03-04T09:00:00Z' }
const ben = { invitation: 11, start: '2030-03-04T10:00:00Z' }
const later = { ...ana, start: '2030-03-04T11:00:00Z' }
const both = pinned(pinned(noPins, ana), ben)

test('a pin holds whoever is at its time, however the time is written', () => {
  expect(pinnedIn(both, [{ ...ana, start: '2030-03-04T10:00:00+01:00' }, ben])).toEqual(new Set([1, 11]))
})

test('another plan that puts somebody elsewhere does not have them pinned', () => {
  expect(pinnedIn(both, [later, ben])).toEqual(new Set([11]))
})

test('a pinned meeting that is moved stays pinned, and so it is when the move is taken back', () => {
  const moved = pinned(both, later)
  expect([pinnedIn(moved, [later]), pinnedIn(moved, [ana])]).toEqual([new Set([1]), new Set([1])])
})

test('whoever is unpinned is so wherever they were, and others stay pinned', () => {
  const free = unpinned(pinned(both, later), 1)
  expect([pinnedIn(free, [ana]), pinnedIn(free, [later]), pinnedIn(free, [ben])]).toEqual([new Set(), new Set(), new Set([11])])
})
