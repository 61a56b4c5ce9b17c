export const strings = {
  noDraft: 'There is no schedule yet. Keep a suggestion as your draft first.',
  toPlan: 'Go to the plan',
  meetings: (count: number) => (count === 1 ? 'One meeting' : `${count} meetings`),
  leftOut: (names: string, more: number) => `Without a meeting: ${names}${more ? ` and ${more} more` : ''}.`,
  everybody: 'Everybody has a meeting.',
  preview: 'The mails as they will be sent',
  previewing: 'Writing the mails…',
  mailTo: (to: string) => `to ${to}`,
  withFile: 'with a calendar invitation',
  finalize: 'Finalize and send',
  confirmTitle: 'Send these mails?',
  confirmText: (count: number) =>
    `${count === 1 ? 'One mail leaves' : `${count} mails leave`} at once and cannot be called back, and the calendar is locked: answers are no longer taken. You can still move and cancel meetings, or reopen it.`,
  finalizing: (count: number) => (count === 1 ? 'Setting the meeting and its mail…' : `Setting the meetings and their ${count} mails…`),
  elsewhere: 'This calendar was finalized elsewhere meanwhile, and nothing more was sent. This is its schedule.',
  send: 'Send them',
  done: 'Done. The invitations are on their way.',
}
