/** Dates in English, as the reader's region writes them, and in the given zone; instants are milliseconds or what the API sends. */
type Instant = number | string

/** The app's words are English; how English is written there, the reader's region says. */
export function englishOf(locale: string): string {
  return `en-${new Intl.Locale(locale).maximize().region ?? 'GB'}`
}

export const LOCALE = englishOf(new Intl.DateTimeFormat().resolvedOptions().locale)

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone })
    formats.set(key, found)
  }
  return found
}

const TIME = { hour: '2-digit', minute: '2-digit' } as const
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const

export function time(at: Instant, zone: string): string {
  return format(zone, TIME).format(new Date(at))
}

export function day(at: Instant, zone: string): string {
  return format(zone, DAY).format(new Date(at))
}

export function dayLong(at: Instant, zone: string): string {
  return format(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at))
}

export function moment(at: Instant, zone: string): string {
  return format(zone, { ...DAY, ...TIME }).format(new Date(at))
}

export function range(start: Instant, end: Instant, zone: string): string {
  return `${moment(start, zone)}–${time(end, zone)}`
}

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })

/** Say how far ahead a moment is: in days, or in hours within a day. */
export function fromNow(at: Instant, now = Date.now()): string {
  const hours = (new Date(at).getTime() - now) / 3_600_000
  return Math.abs(hours) < 24 ? relative.format(Math.round(hours), 'hour') : relative.format(Math.round(hours / 24), 'day')
}

export function isOver(at: Instant | null, now = Date.now()): boolean {
  return at !== null && new Date(at).getTime() <= now
}
