import type { Fault } from '../../grid/book'
import type { Verdict } from './useVerdict'

const faults: Record<Fault['kind'], (other: string) => string> = {
  past: () => 'This time is over.',
  owner: () => 'Outside your times.',
  invitee: () => 'Outside the invitee’s times.',
  overlap: (other) => `Too close to ${other}.`,
}

const verdicts: Record<Verdict['kind'], string> = {
  fits: 'fits.',
  asking: 'looking at your other meetings…',
  unknown: 'fits in this calendar; your other meetings are looked at when you let go.',
  fault: '',
}

export const strings = {
  grid: 'Schedule of the week',
  moveHelp: 'Drag a meeting or a person to a time. With the keyboard: Enter, then the arrow keys, and Enter again. Escape leaves it.',
  verdict: (when: string, kind: Verdict['kind']) => `${when}: ${verdicts[kind]}`,
  besides: (when: string, other: string, kind: Verdict['kind']) =>
    kind === 'fits' ? `${when}: fits, but you have another meeting then: ${other}.` : `${when}: you have another meeting then: ${other}. Whether it stands in the way is looked at when you let go.`,
  elsewhere: (other: string) => `You have another meeting then: ${other}.`,
  fails: (when: string, why: string) => `${when}: ${why}`,
  fault: (fault: Fault, other: string) => faults[fault.kind](other),
  tray: 'Without a meeting',
}
