import { useMutationState } from '@tanstack/react-query'
import { Busy } from './Busy'
import { strings } from './strings'
import { useSeconds } from './useSeconds'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: { doing?: string }
  }
}

/** Tells, even over a dialog, what a write is doing that takes longer than a second. */
export function Doing() {
  const [doing] = useMutationState({ filters: { status: 'pending' }, select: ({ meta }) => meta?.doing ?? strings.moment })
  const seconds = useSeconds(doing !== undefined)
  return (
    <div className={seconds ? 'toast shown' : 'toast'} role="status" data-react-aria-top-layer="true">
      {doing && seconds > 0 && <Busy what={doing} seconds={seconds} />}
    </div>
  )
}

/** Tells in its place what is being computed anew, while the former answer can still be seen. */
export function DoingHere({ what, isBusy }: { what: string; isBusy: boolean }) {
  const seconds = useSeconds(isBusy)
  return <div role="status">{seconds > 0 && <Busy what={what} seconds={seconds} />}</div>
}
