import { useDeferredValue, useState } from 'react'
import { useContacts } from '../../api/contacts'
import { fullName, type Contact } from '../../api/types'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Loaded } from '../../ui/Loaded'
import { LongList } from '../../ui/LongList'
import { Empty } from '../../ui/Notice'
import { Paste } from './Paste'
import type { Chosen } from './pasted'
import { strings } from './strings'
import type { Pasting } from './usePasting'
import './people.css'

type Props = { chosen: Chosen; onChange: (changes: Chosen) => void; pasting: Pasting; without?: ReadonlySet<number> }

/** Choose among the contacts, or paste people who become contacts. */
export function People({ chosen, onChange, pasting, without }: Props) {
  const contacts = useContacts()
  const choose = (more: Contact[], fewer: Contact[] = []) => {
    const next = new Map(chosen.people)
    more.forEach((person) => next.set(person.id, person))
    fewer.forEach((person) => next.delete(person.id))
    onChange({ ...chosen, people: next })
  }
  return (
    <div className="card narrow stack">
      <Loaded query={contacts}>
        {(all) => {
          const rest = all.filter((contact) => !without?.has(contact.id))
          return rest.length ? <Chooser contacts={rest} chosen={chosen.people} onChoose={choose} /> : <Empty>{strings.noContacts}</Empty>
        }}
      </Loaded>
      <Paste chosen={chosen} onType={(pasted) => onChange({ ...chosen, pasted })} pasting={pasting} />
    </div>
  )
}

type ChooserProps = { contacts: Contact[]; chosen: ReadonlyMap<number, Contact>; onChoose: (more: Contact[], fewer?: Contact[]) => void }

function Chooser({ contacts, chosen, onChoose }: ChooserProps) {
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search).toLowerCase()
  const shown = contacts.filter((contact) => `${fullName(contact)} ${contact.email}`.toLowerCase().includes(words))
  // Whoever the search hides stays chosen.
  const choose = (now: ReadonlySet<number>) =>
    onChoose(
      shown.filter(({ id }) => now.has(id)),
      shown.filter(({ id }) => !now.has(id)),
    )
  return (
    <div className="stack-small">
      <Field label={strings.search} type="search" value={search} onChange={setSearch} />
      <div className="spread">
        <span role="status">{strings.chosen(chosen.size)}</span>
        <span className="line">
          <Button look="bare" small onPress={() => onChoose(shown)}>
            {strings.all}
          </Button>
          <Button look="bare" small isDisabled={!chosen.size} onPress={() => onChoose([], [...chosen.values()])}>
            {strings.none}
          </Button>
        </span>
      </div>
      {shown.length === 0 && <p className="quiet">{strings.noMatch}</p>}
      {shown.length > 0 && (
        <LongList label={strings.title} items={shown} nameOf={(contact) => `${fullName(contact)} ${contact.email}`} rowSize={57} className="people" choice={{ chosen: new Set(chosen.keys()), onChange: choose }}>
          {(contact) => (
            <span>
              {fullName(contact)} <span className="quiet">{contact.email}</span>
            </span>
          )}
        </LongList>
      )}
    </div>
  )
}
