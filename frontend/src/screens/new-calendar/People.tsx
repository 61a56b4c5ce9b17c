import { useDeferredValue, useState } from 'react'
import { useContacts } from '../../api/contacts'
import { fullName, type Contact } from '../../api/types'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Loaded } from '../../ui/Loaded'
import { Empty } from '../../ui/Notice'
import { Tick } from '../../ui/Tick'
import { Paste } from './Paste'
import type { NewPlan } from './plan'
import { strings } from './strings'

type Props = { plan: Pick<NewPlan, 'people'>; onChange: (changes: Pick<NewPlan, 'people'>) => void; without?: ReadonlySet<number> }

/** Choose among the contacts, or paste people who become contacts. */
export function People({ plan, onChange, without }: Props) {
  const contacts = useContacts()
  const choose = (people: Contact[], isChosen = true) => {
    const next = new Map(plan.people)
    people.forEach((person) => (isChosen ? next.set(person.id, person) : next.delete(person.id)))
    onChange({ people: next })
  }
  return (
    <div className="card narrow stack">
      <Loaded query={contacts}>
        {(all) => {
          const rest = all.filter((contact) => !without?.has(contact.id))
          return rest.length ? <Chooser contacts={rest} chosen={plan.people} onChoose={choose} /> : <Empty>{strings.noContacts}</Empty>
        }}
      </Loaded>
      <Paste known={contacts.data ?? []} onAdded={choose} />
    </div>
  )
}

type ChooserProps = { contacts: Contact[]; chosen: ReadonlyMap<number, Contact>; onChoose: (people: Contact[], isChosen?: boolean) => void }

function Chooser({ contacts, chosen, onChoose }: ChooserProps) {
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search).toLowerCase()
  const shown = contacts.filter((contact) => `${fullName(contact)} ${contact.email}`.toLowerCase().includes(words))
  return (
    <div className="stack-small">
      <Field label={strings.search} type="search" value={search} onChange={setSearch} />
      <div className="spread">
        <span role="status">{strings.chosen(chosen.size)}</span>
        <span className="line">
          <Button look="bare" small onPress={() => onChoose(shown)}>
            {strings.all}
          </Button>
          <Button look="bare" small isDisabled={!chosen.size} onPress={() => onChoose([...chosen.values()], false)}>
            {strings.none}
          </Button>
        </span>
      </div>
      {shown.length === 0 && <p className="quiet">{strings.noMatch}</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <ul className="people" hidden={!shown.length} tabIndex={0} aria-label={strings.titles[2]}>
        {shown.map((contact) => (
          <li key={contact.id}>
            <Tick checked={chosen.has(contact.id)} onChange={(event) => onChoose([contact], event.target.checked)}>
              {fullName(contact)} <span className="quiet">{contact.email}</span>
            </Tick>
          </li>
        ))}
      </ul>
    </div>
  )
}
