import { expect, test } from 'vitest'
import type { Invitation, Slot } from '../api/types'
import { elsewhereAt, endOfKnown, faultAt, isKnown, possibleStarts, type Book } from './book'
import { countFree } from './heat'
import { joined, preferenceAt } from './spans'

const at = (clock: string) => Date.parse(`2026-11-23T${clock}Z`)
const slot = (start: string, end: string, preference = 3) =>
  ({ start: `2026-11-23T${start}Z`, end: `2026-11-23T${end}Z`, preference }) as Slot
const invitee = (id: number, availability: Slot[], status = 'responded') => ({ id, availability, status }) as Invitation

const book: Book = {
  minutes: 30,
  buffer: 10,
  ownerSlots: [slot('09:00', '12:00')],
  invitations: [invitee(1, [slot('09:00', '11:00')]), invitee(2, []), invitee(3, [], 'pending')],
  meetings: [{ invitation: 2, start: '2026-11-23T09:40Z', end: '2026-11-23T10:10Z' }],
  elsewhere: [],
  knownUntil: Infinity,
  now: at('08:00'),
}

test('a time that suits everybody has no fault', () => {
  expect(faultAt(book, 1, at('09:00'))).toBe(null)
})

test.each([
  ['07:00', { kind: 'past' }],
  ['08:30', { kind: 'owner' }],
  ['10:45', { kind: 'invitee' }],
  ['09:20', { kind: 'overlap', with: 2 }],
  ['10:15', { kind: 'overlap', with: 2 }],
])('at %s the fault is told', (clock, fault) => {
  expect(faultAt(book, 1, at(clock))).toEqual(fault)
})

test('whoever has not answered can be met whenever the owner can', () => {
  expect(faultAt(book, 3, at('11:30'))).toBe(null)
})

test('somebody’s own meeting does not stand in the way of moving it', () => {
  expect(faultAt({ ...book, invitations: [invitee(2, [slot('09:00', '12:00')])] }, 2, at('09:50'))).toBe(null)
})

test('whether a meeting elsewhere takes its time is not known here; it is told, and not proposed', () => {
  const busy = { ...book, elsewhere: [{ name: 'Labs', start: '2026-11-23T10:30Z', end: '2026-11-23T11:00Z' }] }
  expect(['10:20', '10:59', '11:00'].map((clock) => elsewhereAt(busy, at(clock))?.name)).toEqual(['Labs', 'Labs', undefined])
  expect(['10:20', '10:59', '11:00'].map((clock) => isKnown(busy, at(clock)))).toEqual([false, false, true])
  expect(['10:20', '10:59', '11:00'].map((clock) => faultAt(busy, 3, at(clock)))).toEqual([null, null, null])
  expect(possibleStarts(busy, 1, 10)).toEqual([at('09:00')])
})

test('of many meetings elsewhere only the soonest are known, so later times are not', () => {
  const soonest = ['09:00', '10:30'].map((clock) => ({ name: 'Labs', start: `2026-11-23T${clock}Z`, end: `2026-11-23T${clock}Z` }))
  expect([endOfKnown(undefined, 2), endOfKnown(soonest, 3), endOfKnown(soonest, 2)]).toEqual([-Infinity, Infinity, at('10:30')])
  expect(['10:00', '10:01'].map((clock) => isKnown({ ...book, knownUntil: at('10:30') }, at(clock)))).toEqual([true, false])
})

test('possible starts lie on the raster', () => {
  expect(possibleStarts(book, 1, 10)).toEqual(['09:00', '10:20', '10:30'].map(at))
})

test('times of one person that touch or overlap count as one', () => {
  expect(joined([slot('10:00', '11:00'), slot('09:00', '10:00'), slot('10:30', '10:45')])).toEqual([{ start: at('09:00'), end: at('11:00') }])
})

test('the heat counts who can for the whole of a time', () => {
  const instants = ['09:00', '09:30', '10:00', '10:30'].map(at)
  const people = [invitee(1, [slot('09:00', '10:00'), slot('09:30', '10:30')]), invitee(2, [slot('09:45', '11:00')])]
  expect(countFree(instants, 30, people)).toEqual([1, 1, 2, 1])
})

test('a preference is the lowest that a time touches, and the higher of two where they overlap', () => {
  const slots = [slot('09:00', '10:00', 3), slot('10:00', '11:00', 1), slot('10:30', '11:00', 2)]
  expect(['09:00', '09:45', '10:30', '10:45', '08:45'].map((clock) => preferenceAt(slots, at(clock), 30))).toEqual([3, 1, 2, 0, 0])
})
