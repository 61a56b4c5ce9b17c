import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type Contact } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useRemoval } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { PictureField } from '../../shared/picture/PictureField'
import { strings } from './strings'

const FIELDS = ['first_name', 'last_name', 'email'] as const
type Body = Record<(typeof FIELDS)[number], string>

export function EditContact({ contact, onClose }: { contact: Contact | null; onClose: () => void }) {
  const save = useAction((body: Body) => store(contact, body), { refresh: [keys.contacts, keys.calendars], done: strings.saved, then: onClose })
  const removal = useRemoval([keys.contacts])
  const remove = ({ id, ...named }: Contact) => {
    const params = { path: { id } }
    removal({ key: `contact ${id}`, done: strings.removed(fullName(named)), send: () => unwrap(api.DELETE('/api/v1/contacts/{id}/', { params, keepalive: true })) })
    onClose()
  }
  return (
    <Dialog title={contact ? fullName(contact) : strings.add} isOpen onClose={onClose}>
      {contact && (
        <PictureField
          person={contact}
          id={`contact ${contact.id}`}
          refresh={[keys.contacts]}
          store={(body) => unwrap(api.PATCH('/api/v1/contacts/{id}/', { params: { path: { id: contact.id } }, ...body }))}
        />
      )}
      <Form
        error={save.error}
        fields={FIELDS}
        onSubmit={(fields) => save.mutate({ first_name: text(fields, 'first_name'), last_name: text(fields, 'last_name'), email: text(fields, 'email') })}
        actions={
          <>
            <Button type="submit" isPending={save.isPending}>
              {strings.save}
            </Button>
            {contact && (
              <Button look="danger" onPress={() => remove(contact)}>
                {strings.remove}
              </Button>
            )}
          </>
        }
      >
        <Field label={strings.firstName} name="first_name" defaultValue={contact?.first_name} isRequired />
        <Field label={strings.lastName} name="last_name" defaultValue={contact?.last_name} />
        <Field label={strings.email} name="email" type="email" defaultValue={contact?.email} isRequired />
      </Form>
    </Dialog>
  )
}

function store(contact: Contact | null, body: Body): Promise<Contact> {
  if (!contact) return unwrap(api.POST('/api/v1/contacts/', { body }))
  return unwrap(api.PATCH('/api/v1/contacts/{id}/', { params: { path: { id: contact.id } }, body }))
}
