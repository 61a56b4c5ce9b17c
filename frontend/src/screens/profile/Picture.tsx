import { FileTrigger } from 'react-aria-components/FileTrigger'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import type { User } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

export function Picture({ user }: { user: User }) {
  const set = useAction((file: File | null) => (file ? upload(file) : unwrap(api.PATCH('/api/v1/accounts/profile/', { body: { picture: null } }))), {
    refresh: [keys.profile],
    done: strings.saved,
  })
  const initials = `${user.first_name.charAt(0)}${user.last_name.charAt(0)}`.toUpperCase()
  return (
    <div className="stack-small">
      <div className="line">
        {user.picture ? (
          <img className="portrait" src={user.picture} alt={strings.picture} />
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
        {user.picture && (
          <Button look="bare" small onPress={() => set.mutate(null)}>
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
