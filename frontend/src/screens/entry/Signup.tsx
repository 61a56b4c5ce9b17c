import { Link, Redirect, useSearchParams } from 'wouter'
import { api, unwrap, useIsSignedIn } from '../../api/client'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { ownZone } from '../../ui/ZonePicker'
import { Entry } from './Entry'
import { logInAs } from './Login'
import { strings } from './strings'

const FIELDS = ['username', 'email', 'first_name', 'last_name', 'password', 'password2'] as const

export default function Signup() {
  const [search] = useSearchParams()
  const signUp = useAction(async (fields: FormData) => {
    const password = String(fields.get('password'))
    const body = {
      username: text(fields, 'username'),
      email: text(fields, 'email'),
      first_name: text(fields, 'first_name'),
      last_name: text(fields, 'last_name'),
      password,
      password2: String(fields.get('password2')),
      time_zone: ownZone,
    }
    await unwrap(api.POST('/api/v1/accounts/signup/', { body }))
    await logInAs({ username: body.username, password })
  })
  if (useIsSignedIn()) return <Redirect to={search.get('next') ? `/login?next=${encodeURIComponent(search.get('next') ?? '')}` : '/'} replace />
  return (
    <Entry
      title={strings.signupTitle}
      lead={strings.signupLead}
      links={
        <p>
          {strings.haveAccount} <Link href="/login">{strings.login}</Link>
        </p>
      }
    >
      <Form
        error={signUp.error}
        fields={FIELDS}
        onSubmit={(fields) => signUp.mutate(fields)}
        actions={
          <Button type="submit" isPending={signUp.isPending}>
            {strings.signup}
          </Button>
        }
      >
        <div className="columns tight">
          <Field label={strings.firstName} name="first_name" autoComplete="given-name" isRequired />
          <Field label={strings.lastName} name="last_name" autoComplete="family-name" />
        </div>
        <Field label={strings.username} name="username" hint={strings.usernameHint} autoComplete="username" isRequired />
        <Field label={strings.email} name="email" type="email" autoComplete="email" isRequired />
        <Field label={strings.password} name="password" type="password" hint={strings.passwordHint} autoComplete="new-password" isRequired />
        <Field label={strings.password2} name="password2" type="password" autoComplete="new-password" isRequired />
      </Form>
    </Entry>
  )
}
