import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNotice, Loading } from './Notice'

type Props<T> = { query: UseQueryResult<T>; what?: string; children: (data: T) => ReactNode }

/** Show what a query gives; until then that it loads, and if it fails why, with a second try. */
export function Loaded<T>({ query, what, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorNotice error={query.error} retry={() => void query.refetch()} />
  return <Loading what={what} />
}
