import type { Invitation, Slot } from '../api/types'
import { preferenceAt } from './spans'
import { MINUTE } from './zone'

/** What decides on this side whether a meeting is possible; the server looks again. */
export type Book = {
  minutes: number
  buffer: number
  ownerSlots: readonly Slot[]
  invitations: readonly Invitation[]
  meetings: readonly Placed[]
  /** Meetings of other calendars, and those of others that the owner is invited to; none needs a break before or after it. */
  elsewhere: readonly Elsewhere[]
  /** Until when all of those are known. */
  knownUntil: number
  now: number
}
type Placed = { invitation: number; start: string; end: string }
type Elsewhere = { name: string; start: string; end: string }
export type Fault = { kind: 'past' | 'owner' | 'invitee' } | { kind: 'overlap'; with: number }

/** Say why somebody cannot be met from `start` on, or return null. */
export function faultAt(book: Book, invitationId: number, start: number): Fault | null {
  if (start < book.now) return { kind: 'past' }
  if (!preferenceAt(book.ownerSlots, start, book.minutes)) return { kind: 'owner' }
  const invitation = book.invitations.find((each) => each.id === invitationId)
  const hasAnswered = invitation?.status === 'responded'
  if (hasAnswered && !preferenceAt(invitation.availability, start, book.minutes)) return { kind: 'invitee' }
  const end = start + book.minutes * MINUTE
  const other = book.meetings.find((each) => each.invitation !== invitationId && isTooClose(each, start, end, book.buffer))
  return other ? { kind: 'overlap', with: other.invitation } : null
}

/** Return the meeting elsewhere at which the owner would be; only the server knows whether it stands in the way, as the owner's own do. */
export function elsewhereAt({ elsewhere, minutes }: Book, start: number): Elsewhere | undefined {
  return elsewhere.find((each) => isTooClose(each, start, start + minutes * MINUTE, 0))
}

/** Say whether all that could stand in the way of a time is known on this side. */
export function isKnown(book: Book, start: number): boolean {
  return !elsewhereAt(book, start) && start + book.minutes * MINUTE <= book.knownUntil
}

/** Return until when a list of the soonest meetings is complete, if it holds at most so many. */
export function endOfKnown(soonest: readonly Elsewhere[] | undefined, most: number): number {
  if (!soonest) return -Infinity
  return soonest.length < most ? Infinity : Math.max(...soonest.map(({ start }) => Date.parse(start)))
}

/** Return every start on the raster at which somebody can be met, and the owner is nowhere else. */
export function possibleStarts(book: Book, invitationId: number, raster: number): number[] {
  const starts = new Set<number>()
  for (const slot of book.ownerSlots)
    for (let start = Date.parse(slot.start); start < Date.parse(slot.end); start += raster * MINUTE) starts.add(start)
  return [...starts].sort((a, b) => a - b).filter((start) => !faultAt(book, invitationId, start) && !elsewhereAt(book, start))
}

function isTooClose(other: { start: string; end: string }, start: number, end: number, buffer: number): boolean {
  return start < Date.parse(other.end) + buffer * MINUTE && Date.parse(other.start) < end + buffer * MINUTE
}
