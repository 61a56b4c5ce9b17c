import { FileTrigger } from 'react-aria-components/FileTrigger'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { User } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useLeaving, useRemoval } from '../../api/useRemoval'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

export function Picture({ user }: { user: User }) {
  const set = useAction(upload, { refresh: [keys.profile], done: strings.saved })
  const remove = useRemoval([keys.profile])
  const clear = () =>
    remove({ key: 'picture', done: strings.pictureRemoved, send: () => unwrap(api.PATCH('/api/v1/accounts/profile/', { body: { picture: null }, keepalive: true })) })
  const picture = useLeaving().has('picture') ? null : user.picture
  const initials = `${user.first_name.charAt(0)}${user.last_name.charAt(0)}`.toUpperCase()
  return (
    <div className="stack-small">
      <div className="line">
        {picture ? (
          <img className="portrait" src={picture} alt={strings.picture} />
        ) : (
          <span className="portrait" aria-hidden="true">
            {initials}
          </span>
        )}
        <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']} onSelect={(files) => files?.[0] && set.mutate(files[0])}>
          <Button look="plain" small isPending={set.isPending}>
            {strings.choosePicture}
          </Button>
        </FileTrigger>
        {picture && (
          <Button look="bare" small onPress={clear}>
            {strings.removePicture}
          </Button>
        )}
      </div>
      {set.error && <ErrorNotice error={set.error} />}
    </div>
  )
}

function upload(file: File): Promise<User> {
  const form = new FormData()
  form.append('picture', file)
  return unwrap(api.PATCH('/api/v1/accounts/profile/', { body: form as never, bodySerializer: () => form }))
}
