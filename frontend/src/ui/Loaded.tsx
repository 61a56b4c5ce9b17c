import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Part } from '../api/queries'
import { ErrorNotice, Loading } from './Notice'
import { Page } from './Page'
import { strings } from './strings'

type Props<T> = {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>
  what?: string
  /** How much of it has come. */
  part?: Part
  /** It is the whole screen, which needs a heading even if it cannot be loaded. */
  isScreen?: boolean
  children: (data: T) => ReactNode
}

/** Show what a query gives; until then that it loads, and if it fails why, with a second try. What is known already stays. */
export function Loaded<T>({ query, what, part, isScreen, children }: Props<T>) {
  const fault = query.error && <ErrorNotice error={query.error} retry={() => void query.refetch()} />
  if (query.data === undefined && !fault) return <Loading what={what} part={part} />
  if (query.data === undefined) return isScreen ? <Page title={strings.notLoaded}>{fault}</Page> : fault
  return (
    <>
      {fault && <div className="stale">{fault}</div>}
      {children(query.data)}
    </>
  )
}
