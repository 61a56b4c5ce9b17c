import { Link } from 'wouter'
import { api, unwrap } from '../../api/client'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { Notice } from '../../ui/Notice'
import { Entry } from './Entry'
import { strings } from './strings'

export default function Reset() {
  const ask = useAction(async (email: string) => {
    await unwrap(api.POST('/api/v1/accounts/password/reset/', { body: { email } }))
    return email
  })
  return (
    <Entry title={strings.resetTitle} lead={strings.resetLead} links={<Link href="/login">{strings.back}</Link>}>
      {ask.data ? (
        <Notice kind="done">{strings.sent(ask.data)}</Notice>
      ) : (
        <Form
          error={ask.error}
          fields={['email']}
          onSubmit={(fields) => ask.mutate(text(fields, 'email'))}
          actions={
            <Button type="submit" isPending={ask.isPending}>
              {strings.send}
            </Button>
          }
        >
          <Field label={strings.email} name="email" type="email" autoComplete="email" isRequired />
        </Form>
      )}
    </Entry>
  )
}
