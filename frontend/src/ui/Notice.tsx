import type { ReactNode } from 'react'
import { messageOfError } from '../api/problem'
import type { Part } from '../api/queries'
import { Busy } from './Busy'
import { Button } from './Button'
import { strings } from './strings'
import { useSeconds } from './useSeconds'

type Kind = '' | 'fault' | 'done'

export function Notice({ kind = '', children }: { kind?: Kind; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'fault' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

export function ErrorNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Notice kind="fault">
      <div className="spread">
        <span>{messageOfError(error)}</span>
        {retry && (
          <Button look="plain" small onPress={retry}>
            {strings.retry}
          </Button>
        )}
      </div>
    </Notice>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

/** What is being loaded; from a second on how it goes, too. */
export function Loading({ what = strings.loading, part }: { what?: string; part?: Part }) {
  const seconds = useSeconds(true)
  return (
    <div className="loading" role="status">
      {seconds > 0 ? (
        <Busy what={what} seconds={seconds} part={part} />
      ) : (
        <>
          <span className="spinner" aria-hidden="true" />
          {what}
        </>
      )}
    </div>
  )
}
