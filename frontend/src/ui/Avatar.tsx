import type { Named } from '../api/types'
import { strings } from './strings'

/** Somebody's picture, or else the initials; the name stands beside it. */
export function Avatar({ person, large = false }: { person: Named & { picture?: string | null }; large?: boolean }) {
  const look = large ? 'avatar large' : 'avatar'
  const initials = `${person.first_name.charAt(0)}${person.last_name.charAt(0)}`.toUpperCase()
  if (person.picture) return <img className={look} src={person.picture} alt={large ? strings.picture : ''} loading="lazy" />
  return (
    <span className={look} aria-hidden="true">
      {initials}
    </span>
  )
}
