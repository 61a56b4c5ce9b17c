import type { ReactNode } from 'react'
import { messageOfError } from '../api/problem'
import { Button } from './Button'
import { strings } from './strings'

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

export function Loading({ what = strings.loading }: { what?: string }) {
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {what}
    </div>
  )
}
