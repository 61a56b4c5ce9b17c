import { Problem } from './problem'
import { strings } from './strings'

/** What a write is going to replace, and under which entity tag it was read; without one it is read first. */
export type Seen<S> = { etag?: string; state: S }

/** What was to be replaced is no longer what was seen: somebody else wrote meanwhile. */
export class Overtaken<S = unknown> extends Problem {
  constructor(readonly current: Seen<S>) {
    super(412, { detail: strings.overtaken })
    this.name = 'Overtaken'
  }
}

const TRIES = 4

/** Write only over what was seen. A calendar changes with every answer: where the part in question did not, it is tried again. */
export async function overwrite<S, T>(seen: Seen<S>, read: () => Promise<Seen<S>>, write: (etag: string) => Promise<T>): Promise<T> {
  let etag = seen.etag
  for (let left = TRIES; ; left -= 1) {
    if (etag === undefined) etag = (await readAgain(seen, read)).etag ?? '*'
    try {
      return await write(etag)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412 || left <= 1) throw error
      etag = undefined
    }
  }
}

async function readAgain<S>(seen: Seen<S>, read: () => Promise<Seen<S>>): Promise<Seen<S>> {
  const current = await read()
  if (JSON.stringify(current.state) !== JSON.stringify(seen.state)) throw new Overtaken(current)
  return current
}
