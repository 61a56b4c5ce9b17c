import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { everyPage, keys } from '../../api/queries'
import { fullName, type ContactRequest } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useLeaving, useRemoval } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { Loaded } from '../../ui/Loaded'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

/** Ask people with an account to be contacts, and answer those who ask. */
export function Requests() {
  const leaving = useLeaving()
  const requests = useQuery({
    queryKey: keys.requests,
    queryFn: () => everyPage((page) => unwrap(api.GET('/api/v1/contacts/requests/', { params: { query: { status: 'pending', page, page_size: 200 } } }))),
  })
  const ask = useAction(
    (name: string) => unwrap(api.POST('/api/v1/contacts/requests/', { body: name.includes('@') ? { email: name } : { username: name } })),
    { refresh: [keys.requests], done: strings.asked },
  )
  return (
    <section className="card stack" aria-labelledby="requests">
      <h2 id="requests">{strings.requests}</h2>
      <p className="quiet">{strings.requestsHint}</p>
      <Form
        className="stack-small"
        error={ask.error}
        fields={[]}
        onSubmit={(fields) => ask.mutate(text(fields, 'person'))}
        actions={
          <Button look="plain" small type="submit" isPending={ask.isPending}>
            {strings.ask}
          </Button>
        }
      >
        <Field label={strings.person} name="person" isRequired />
      </Form>
      <Loaded query={requests}>
        {(pending) => {
          const open = pending.filter((request) => !leaving.has(keyOf(request)))
          if (!open.length) return <p className="quiet">{strings.noRequests}</p>
          return (
            <ul className="stack-small">
              {open.map((request) => (
                <Request key={request.id} request={request} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}

const keyOf = (request: ContactRequest) => `request ${request.id}`

function Request({ request }: { request: ContactRequest }) {
  const call = { params: { path: { id: request.id } } }
  const refresh = [keys.requests, keys.contacts]
  const accept = useAction(() => unwrap(api.POST('/api/v1/contacts/requests/{id}/accept/', call)), { refresh, done: strings.accepted })
  const remove = useRemoval(refresh)
  const key = keyOf(request)
  const decline = () => remove({ key, done: strings.declined, send: () => unwrap(api.POST('/api/v1/contacts/requests/{id}/decline/', { ...call, keepalive: true })) })
  const withdraw = () => remove({ key, done: strings.withdrawn, send: () => unwrap(api.DELETE('/api/v1/contacts/requests/{id}/', { ...call, keepalive: true })) })
  const name = fullName(request.user) || request.user.username
  return (
    <li className="stack-small">
      {request.direction === 'incoming' ? (
        <div className="spread">
          <span>{strings.wantsYou(name)}</span>
          <span className="line">
            <Button small isPending={accept.isPending} onPress={() => accept.mutate(undefined)}>
              {strings.accept}
            </Button>
            <Button look="plain" small onPress={decline}>
              {strings.decline}
            </Button>
          </span>
        </div>
      ) : (
        <div className="spread">
          <span>{strings.youAsked(name)}</span>
          <Button look="bare" small onPress={withdraw}>
            {strings.withdraw}
          </Button>
        </div>
      )}
      {accept.error && <ErrorNotice error={accept.error} />}
    </li>
  )
}
