import type { QueryKey } from '@tanstack/react-query'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { Named } from '../../api/types'
import { useAction } from '../../api/useAction'
import { useLeaving, useRemoval } from '../../api/useRemoval'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { ErrorNotice } from '../../ui/Notice'
import { strings } from './strings'

/** How a request carries a picture, or says that there is none any more. */
type PictureBody = { body: never; bodySerializer?: () => FormData; keepalive?: boolean }

type Props = {
  person: Named & { picture?: string | null }
  /** Whose picture it is, for taking back its removal. */
  id: string
  store: (body: PictureBody) => Promise<unknown>
  refresh: QueryKey[]
}

/** Show somebody's picture, put another one in its place, or remove it. */
export function PictureField({ person, id, store, refresh }: Props) {
  const key = `picture ${id}`
  const set = useAction((file: File) => store(formOf(file)), { refresh, done: strings.saved })
  const remove = useRemoval(refresh)
  const clear = () => remove({ key, done: strings.removed, send: () => store({ body: { picture: null } as never, keepalive: true }) })
  const picture = useLeaving().has(key) ? null : person.picture
  return (
    <div className="stack-small">
      <div className="line">
        <Avatar person={{ ...person, picture }} large />
        <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']} onSelect={(files) => files?.[0] && set.mutate(files[0])}>
          <Button look="plain" small isPending={set.isPending}>
            {strings.choose}
          </Button>
        </FileTrigger>
        {picture && (
          <Button look="bare" small onPress={clear}>
            {strings.remove}
          </Button>
        )}
      </div>
      {set.error && <ErrorNotice error={set.error} />}
    </div>
  )
}

function formOf(file: File): PictureBody {
  const form = new FormData()
  form.append('picture', file)
  return { body: form as never, bodySerializer: () => form }
}
