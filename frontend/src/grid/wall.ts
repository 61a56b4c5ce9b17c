import { firstAt, offsetAt } from './zone'

/** Return what a `datetime-local` field shows for an instant in a zone. */
export function wallClock(instant: string | null, zone: string): string {
  if (!instant) return ''
  const at = Date.parse(instant)
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16)
}

/** Return the instant of a `datetime-local` field in a zone: null for none, the later clock where they skip it. */
export function instantOf(local: string, zone: string): string | null {
  if (!local) return null
  const [day = '', clock = ''] = local.split('T')
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const at = firstAt(day, hours * 60 + minutes, zone)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
