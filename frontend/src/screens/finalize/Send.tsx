import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { readDraft, seenOf } from '../../api/draft'
import { once } from '../../api/idempotency'
import { overwrite, Overtaken, type Seen } from '../../api/overwrite'
import { ifMatch } from '../../api/parts'
import { messageOfError, Problem } from '../../api/problem'
import { keys, readCalendar } from '../../api/queries'
import type { Draft } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { toast } from '../../message'
import { strings } from './strings'

const DONE = 'calendar_finalized'

/** Finalize exactly the draft whose mails were shown when one was asked. Where another browser was first, its schedule is shown instead. */
export function Send({ id, draft, count }: { id: string; draft: Draft; count: number | undefined }) {
  const [, go] = useLocation()
  const client = useQueryClient()
  const [asked, setAsked] = useState<Seen<string[]> | null>(null)
  const send = useAction(
    async (seen: Seen<string[]>) => {
      try {
        return await overwrite(seen, () => readOpen(id), (etag) => finalized(id, etag))
      } catch (error) {
        if (error instanceof Overtaken) {
          setAsked(null)
          toast(messageOfError(error), { isFault: true })
        }
        if (!(error instanceof Problem) || error.code !== DONE) throw error
        await client.invalidateQueries({ queryKey: keys.calendar(id) })
        toast(strings.elsewhere, { isFault: true })
        return null
      }
    },
    {
      refresh: [keys.calendar(id), keys.home],
      doing: strings.finalizing(count ?? 0),
      then: (answer) => {
        if (answer) toast(strings.done)
        go(`/calendars/${id}/meetings`)
      },
    },
  )
  const ask = () => {
    send.reset()
    setAsked(seenOf(draft))
  }
  return (
    <>
      <Button isDisabled={count === undefined} onPress={ask}>
        {strings.finalize}
      </Button>
      <Confirm
        title={strings.confirmTitle}
        label={strings.send}
        look=""
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        error={send.error}
        isPending={send.isPending}
        onConfirm={() => asked && send.mutate(asked)}
      >
        <p>{strings.confirmText(count ?? 0)}</p>
      </Confirm>
    </>
  )
}

const finalized = (id: string, etag: string) =>
  once(['finalize', id, etag], (key) =>
    unwrap(api.POST('/api/v1/calendars/{calendar_pk}/finalize/', { params: { path: { calendar_pk: id }, header: { 'Idempotency-Key': key, ...ifMatch(etag) } } })),
  )

async function readOpen(id: string): Promise<Seen<string[]>> {
  const { status } = await readCalendar(id)
  if (status !== 'open') throw new Problem(409, { code: DONE, detail: strings.elsewhere })
  return seenOf(await readDraft(id))
}
