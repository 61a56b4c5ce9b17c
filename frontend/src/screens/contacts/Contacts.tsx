import { useDeferredValue, useState } from 'react'
import { useContacts, useContactsRead } from '../../api/contacts'
import { fullName, type Contact } from '../../api/types'
import { useLeaving } from '../../api/useRemoval'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Loaded } from '../../ui/Loaded'
import { LongList } from '../../ui/LongList'
import { Empty } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { EditContact } from './EditContact'
import { Import } from './Import'
import { Requests } from './Requests'
import { strings } from './strings'
import './contacts.css'

export default function Contacts() {
  const contacts = useContacts()
  const read = useContactsRead()
  const leaving = useLeaving()
  const [edited, setEdited] = useState<Contact | 'new' | null>(null)
  const [isImporting, setImporting] = useState(false)
  const actions = (
    <>
      <Button look="plain" onPress={() => setImporting(true)}>
        {strings.import}
      </Button>
      <Button onPress={() => setEdited('new')}>{strings.add}</Button>
    </>
  )
  return (
    <Page title={strings.title} actions={actions}>
      <div className="contacts-layout">
        <Loaded query={contacts} what={strings.reading} part={read}>{(all) => <List contacts={all.filter((each) => !leaving.has(`contact ${each.id}`))} onEdit={setEdited} />}</Loaded>
        <Requests />
      </div>
      {edited && <EditContact contact={edited === 'new' ? null : (contacts.data?.find(({ id }) => id === edited.id) ?? edited)} onClose={() => setEdited(null)} />}
      {isImporting && <Import onClose={() => setImporting(false)} />}
    </Page>
  )
}

function List({ contacts, onEdit }: { contacts: Contact[]; onEdit: (contact: Contact) => void }) {
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search).toLowerCase()
  const shown = contacts.filter((contact) => `${fullName(contact)} ${contact.email}`.toLowerCase().includes(words))
  if (!contacts.length) return <Empty>{strings.none}</Empty>
  return (
    <section className="stack" aria-label={strings.title}>
      <Field label={strings.search} type="search" value={search} onChange={setSearch} />
      <p className="quiet" role="status">
        {shown.length ? strings.count(shown.length) : strings.noMatch}
      </p>
      {shown.length > 0 && (
        <LongList label={strings.title} items={shown} nameOf={(contact) => `${fullName(contact)}, ${contact.email}`} rowSize={77} className="card flush contacts">
          {(contact) => (
            <>
              <Avatar person={contact} />
              <div className="grow">
                <div className="title">
                  {fullName(contact)} {contact.user && <span className="badge">{strings.linked}</span>}
                </div>
                <div className="quiet">{contact.email}</div>
              </div>
              <Button look="plain" small aria-label={strings.editWhom(fullName(contact))} onPress={() => onEdit(contact)}>
                {strings.edit}
              </Button>
            </>
          )}
        </LongList>
      )}
    </section>
  )
}
