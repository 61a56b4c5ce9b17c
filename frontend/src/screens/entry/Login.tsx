import { Link, Redirect, useSearchParams } from 'wouter'
import { api, session, unwrap, useIsSignedIn } from '../../api/client'
import type { Tokens } from '../../api/session'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { Entry } from './Entry'
import { strings } from './strings'

export function Login() {
  const [search] = useSearchParams()
  const next = search.get('next') ?? ''
  const logIn = useAction((body: { username: string; password: string }) => logInAs(body), {})
  if (useIsSignedIn()) return <Redirect to={safe(next)} replace />
  return (
    <Entry title={strings.loginTitle} lead={next ? strings.comeBack : undefined} links={<Links next={next} />}>
      <Form
        error={logIn.error}
        fields={['username', 'password']}
        onSubmit={(fields) => logIn.mutate({ username: text(fields, 'username'), password: String(fields.get('password')) })}
        actions={
          <Button type="submit" isPending={logIn.isPending}>
            {strings.login}
          </Button>
        }
      >
        <Field label={strings.name} name="username" autoComplete="username" isRequired />
        <Field label={strings.password} name="password" type="password" autoComplete="current-password" isRequired />
      </Form>
    </Entry>
  )
}

function Links({ next }: { next: string }) {
  const query = next && `?next=${encodeURIComponent(next)}`
  return (
    <>
      <p>
        {strings.noAccount} <Link href={`/signup${query}`}>{strings.signup}</Link>
      </p>
      <p>
        <Link href="/reset">{strings.forgot}</Link>
      </p>
    </>
  )
}

export async function logInAs(body: { username: string; password: string }): Promise<Tokens> {
  const tokens = await unwrap(api.POST('/api/v1/accounts/login/', { body }))
  session.open(tokens)
  return tokens
}

/** Only a path of this app: the address bar must not be able to send anybody elsewhere. */
function safe(next: string): string {
  return /^\/(?!\/)[\w/-]*$/.test(next) ? next : '/'
}
