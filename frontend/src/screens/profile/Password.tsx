import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form } from '../../ui/Form'
import { strings } from './strings'

const FIELDS = ['current_password', 'new_password', 'new_password2'] as const

export function Password() {
  const [round, setRound] = useState(0) // a new form, empty again, after each change
  const change = useAction(
    (fields: FormData) => {
      const [current_password = '', new_password = '', new_password2 = ''] = FIELDS.map((name) => String(fields.get(name)))
      return unwrap(api.POST('/api/v1/accounts/password/change/', { body: { current_password, new_password, new_password2 } }))
    },
    { done: strings.changed, then: () => setRound(round + 1) },
  )
  return (
    <section className="card stack" aria-labelledby="password">
      <h2 id="password">{strings.password}</h2>
      <Form
        key={round}
        error={change.error}
        fields={FIELDS}
        onSubmit={(fields) => change.mutate(fields)}
        actions={
          <Button look="plain" type="submit" isPending={change.isPending}>
            {strings.change}
          </Button>
        }
      >
        <Field label={strings.current} name="current_password" type="password" autoComplete="current-password" isRequired />
        <Field label={strings.next} name="new_password" type="password" autoComplete="new-password" isRequired />
        <Field label={strings.again} name="new_password2" type="password" autoComplete="new-password" isRequired />
      </Form>
    </section>
  )
}
