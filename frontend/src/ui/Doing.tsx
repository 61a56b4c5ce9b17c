import { useMutationState } from '@tanstack/react-query'
import { strings } from './strings'
import { useSlow } from './useSlow'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: { doing?: string }
  }
}

/** Tells, even over a dialog, what a write is doing that takes long. */
export function Doing() {
  const [doing] = useMutationState({ filters: { status: 'pending' }, select: ({ meta }) => meta?.doing ?? strings.moment })
  const isSlow = useSlow(doing !== undefined)
  return (
    <div className={isSlow ? 'toast shown' : 'toast'} role="status" data-react-aria-top-layer="true">
      {isSlow && (
        <>
          <span className="spinner" aria-hidden="true" />
          {doing}
        </>
      )}
    </div>
  )
}

/** Tells in its place what is being computed anew, while the former answer can still be seen. */
export function DoingHere({ what, isBusy }: { what: string; isBusy: boolean }) {
  return <p role="status">{useSlow(isBusy) && <span className="line"><span className="spinner" aria-hidden="true" /> {what}</span>}</p>
}
