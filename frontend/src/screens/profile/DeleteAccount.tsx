import { useState } from 'react'
import { api, session, unwrap } from '../../api/client'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { strings } from './strings'

/** OpenAPI has no words for the body of a DELETE, hence the type. */
export function DeleteAccount() {
  const [isAsking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const remove = useAction(() => unwrap(api.DELETE('/api/v1/accounts/profile/', { body: { password } as never })), {
    done: strings.deleted,
    then: () => session.close(),
  })
  return (
    <>
      <div>
        <Button look="danger" onPress={() => setAsking(true)}>
          {strings.delete}
        </Button>
      </div>
      <Confirm title={strings.delete} label={strings.delete} isOpen={isAsking} onClose={() => setAsking(false)} error={remove.error} isPending={remove.isPending} onConfirm={() => remove.mutate(undefined)}>
        <p>{strings.deleteText}</p>
        <Field label={strings.yourPassword} type="password" autoComplete="current-password" value={password} onChange={setPassword} />
      </Confirm>
    </>
  )
}
