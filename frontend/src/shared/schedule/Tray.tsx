import type { KeyboardEvent, PointerEvent } from 'react'
import { fullName, type Invitation } from '../../api/types'
import { LongList } from '../../ui/LongList'
import { strings } from './strings'

type Props = {
  people: readonly Invitation[]
  isHeld: (invitation: number) => boolean
  onDrag: (event: PointerEvent<HTMLElement>, invitation: number) => void
  onKeyDown: (event: KeyboardEvent, invitation: number) => void
  onBlur: () => void
}

/** Those who have no meeting yet, to be dragged to a time, or placed with Enter and the arrow keys. */
export function Tray({ people, isHeld, onDrag, onKeyDown, onBlur }: Props) {
  if (!people.length) return null
  const held = people.find(({ id }) => isHeld(id))
  return (
    <div className="tray">
      <p className="quiet" aria-hidden="true">
        {strings.tray} <b className="number">{people.length}</b>
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the rows take the focus; whoever is held keeps their arrow keys from the list */}
      <div
        onKeyDownCapture={(event) => told(event.target, (id) => onKeyDown(event, id))}
        onPointerDown={(event) => isToken(event.target) && told(event.target, (id) => onDrag(event, id))}
        onBlur={onBlur}
      >
        <LongList label={strings.tray} items={people} nameOf={({ contact }) => fullName(contact)} rowSize={44} across={144} shows={[held]}>
          {(person) => (
            <button type="button" tabIndex={-1} className={person === held ? 'token chosen' : 'token'} aria-pressed={person === held}>
              {fullName(person.contact)}
            </button>
          )}
        </LongList>
      </div>
    </div>
  )
}

const isToken = (target: EventTarget) => target instanceof Element && target.closest('.token') !== null

/** Call with whose row something happened in. */
function told(target: EventTarget, call: (invitation: number) => void): void {
  const key = target instanceof Element && target.closest('[data-key]')?.getAttribute('data-key')
  if (key) call(Number(key))
}
