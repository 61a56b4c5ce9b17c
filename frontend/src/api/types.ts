import type { components } from './schema'

type Schemas = components['schemas']

/** A calendar in full, and the entity tag under which it was read. */
export type CalendarDetail = Schemas['CalendarDetail'] & { etag?: string }
/** A draft, and the entity tag of its calendar when it was read. */
export type Draft = Schemas['Meetings'] & { etag?: string }
export type Contact = Schemas['Contact']
export type ContactRequest = Schemas['ContactRequest']
export type Home = Schemas['Home']
export type Invitation = Schemas['Invitation']
export type LogEntry = Schemas['LogEntry']
export type Meeting = Schemas['Meeting']
export type Preview = Schemas['Preview']
export type Proposal = Schemas['Proposal']
export type ReceivedInvitation = Schemas['ReceivedInvitation']
export type Repair = Schemas['Repair']
export type Slot = Schemas['Slot']
export type SlotWrite = Schemas['SlotWriteRequest']
export type Suggestions = Schemas['Suggestions']
export type SuggestedSchedule = Schemas['SuggestedSchedule']
export type User = Schemas['User']

export type Preference = 1 | 2 | 3
export type Named = { first_name: string; last_name: string }

export function nameIn({ invitations }: CalendarDetail, invitation: number): string {
  const found = invitations.find((each) => each.id === invitation)
  return found ? fullName(found.contact) : ''
}

/** Whether the owner still waits for an answer. */
export function isMissing({ status }: Invitation): boolean {
  return status === 'pending' || status === 'accepted'
}

export function hasDeclined({ status }: Invitation): boolean {
  return status === 'declined'
}

export function fullName(person: Named): string {
  return `${person.first_name} ${person.last_name}`.trim()
}
