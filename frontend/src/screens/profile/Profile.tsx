import { api, unwrap } from '../../api/client'
import { keys, useProfile } from '../../api/queries'
import type { User } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { PictureField } from '../../shared/picture/PictureField'
import { ZonePicker } from '../../ui/ZonePicker'
import { DeleteAccount } from './DeleteAccount'
import { Password } from './Password'
import { strings } from './strings'
import './profile.css'

export default function Profile() {
  const profile = useProfile()
  return (
    <Page title={strings.title}>
      <Loaded query={profile}>
        {(user) => (
          <div className="profile stack">
            <Details user={user} />
            <Password />
            <DeleteAccount />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

const FIELDS = ['username', 'first_name', 'last_name', 'email', 'time_zone'] as const

function Details({ user }: { user: User }) {
  const save = useAction(
    (fields: FormData) => {
      const body = Object.fromEntries(FIELDS.map((name) => [name, text(fields, name)]))
      return unwrap(api.PATCH('/api/v1/accounts/profile/', { body }))
    },
    { refresh: [keys.profile], done: strings.saved },
  )
  return (
    <section className="card stack" aria-labelledby="you">
      <h2 id="you">{strings.you}</h2>
      <PictureField person={user} id="profile" refresh={[keys.profile]} store={(body) => unwrap(api.PATCH('/api/v1/accounts/profile/', body))} />
      <Form
        error={save.error}
        fields={FIELDS}
        onSubmit={(fields) => save.mutate(fields)}
        actions={
          <Button type="submit" isPending={save.isPending}>
            {strings.save}
          </Button>
        }
      >
        <div className="columns">
          <Field label={strings.firstName} name="first_name" defaultValue={user.first_name} autoComplete="given-name" isRequired />
          <Field label={strings.lastName} name="last_name" defaultValue={user.last_name} autoComplete="family-name" />
        </div>
        <Field label={strings.username} name="username" defaultValue={user.username} autoComplete="username" isRequired />
        <Field label={strings.email} name="email" type="email" hint={strings.emailHint} defaultValue={user.email} autoComplete="email" isRequired />
        <ZonePicker defaultValue={user.time_zone} hint={strings.zoneHint} />
      </Form>
    </section>
  )
}
