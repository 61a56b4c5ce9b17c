import type { LogEntry } from '../../api/types'

type Say = (entry: { person: string; when: string; count: number }) => string

const people = (count: number) => (count === 1 ? 'one person' : `${count} people`)

const actions: Record<LogEntry['action'], Say> = {
  created: () => 'The calendar was made',
  changed: () => 'The settings were changed',
  times_changed: () => 'The times were changed',
  invited: ({ person, count }) => (person ? `${person} was invited` : `${people(count)} were invited`),
  revoked: ({ person }) => `${person}’s invitation was taken back`,
  resent: ({ person }) => `${person} got a new link`,
  extended: ({ person }) => `${person} got another deadline`,
  reminded: ({ person, count }) => (person ? `${person} was reminded` : `${people(count)} were reminded`),
  accepted: ({ person }) => `${person} accepted`,
  answered: ({ person }) => `${person} answered`,
  declined: ({ person }) => `${person} declined`,
  drafted: ({ count }) => (count ? `A draft of ${count} meetings was kept` : 'The draft was thrown away'),
  confirmed: ({ person, when }) => `${person}’s meeting was confirmed for ${when}`,
  finalized: ({ count }) => `Finalized with ${count} meetings`,
  moved: ({ person, when }) => `${person}’s meeting was moved to ${when}`,
  cancelled: ({ person }) => `${person}’s meeting was cancelled`,
  proposed: ({ person, when }) => `Another time was asked for: ${person}, ${when}`,
  proposal_accepted: ({ person, when }) => `The other time was accepted: ${person}, ${when}`,
  proposal_declined: ({ person }) => `The other time was declined: ${person}`,
  proposal_withdrawn: ({ person }) => `The wish for another time was withdrawn: ${person}`,
  repaired: () => 'The schedule was mended',
  reopened: () => 'The calendar was reopened',
}

export const strings = {
  title: 'What happened',
  actions,
  actors: { owner: 'by you', invitee: 'by the invitee', system: 'by itself' },
  none: 'Nothing yet.',
  older: 'Show older',
}
