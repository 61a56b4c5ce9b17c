import type { Start } from '../../api/draft'

/** Who stays at which time. A pin holds only while the meeting is there, so one that is moved back is pinned again. */
export type Pins = ReadonlySet<string>

export const noPins: Pins = new Set()

/** Return the invitations whose meetings are pinned where they are. */
export function pinnedIn(pins: Pins, meetings: readonly Start[]): ReadonlySet<number> {
  return new Set(meetings.filter((meeting) => pins.has(keyOf(meeting))).map(({ invitation }) => invitation))
}

export function pinned(pins: Pins, meeting: Start): Pins {
  return new Set([...pins, keyOf(meeting)])
}

/** Take every pin from somebody, wherever they were. */
export function unpinned(pins: Pins, invitation: number): Pins {
  return new Set([...pins].filter((key) => !key.startsWith(`${invitation} `)))
}

const keyOf = ({ invitation, start }: Start) => `${invitation} ${Date.parse(start)}`
