import type { KeyboardEvent, PointerEvent } from 'react'
import { fullName, type Invitation } from '../../api/types'
import { strings } from './strings'

type Props = {
  people: readonly Invitation[]
  isHeld: (invitation: number) => boolean
  onDrag: (event: PointerEvent<HTMLElement>, person: Invitation) => void
  onKeyDown: (event: KeyboardEvent, person: Invitation) => void
  onBlur: () => void
}

/** Those who have no meeting yet, to be dragged to a time, or placed with Enter and the arrow keys. */
export function Tray({ people, isHeld, onDrag, onKeyDown, onBlur }: Props) {
  if (!people.length) return null
  return (
    <div className="tray" role="group" aria-label={strings.tray}>
      <span className="quiet">{strings.tray}</span>
      {people.map((person) => (
        <button
          key={person.id}
          type="button"
          className={isHeld(person.id) ? 'token chosen' : 'token'}
          aria-pressed={isHeld(person.id)}
          onPointerDown={(event) => onDrag(event, person)}
          onKeyDown={(event) => onKeyDown(event, person)}
          onBlur={onBlur}
        >
          {fullName(person.contact)}
        </button>
      ))}
    </div>
  )
}
