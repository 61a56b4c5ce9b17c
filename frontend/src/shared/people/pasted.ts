import type { ImportReport } from '../../api/contacts'
import type { Contact } from '../../api/types'

/** Who is chosen, and the lines that wait to be read; of those `unread` it is known that nobody is in them. */
export type Chosen = { people: ReadonlyMap<number, Contact>; pasted: string; unread: string }
export type Line = ImportReport['skipped'][number]

export const nobody: Chosen = { people: new Map(), pasted: '', unread: '' }

const ADDRESS = /[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/g
const SHOWN = 200 // characters that a report shows of a line

/** Whether there are lines that nobody has looked at yet. */
export function waits({ pasted, unread }: Chosen): boolean {
  return pasted.trim() !== '' && pasted !== unread
}

/** Return whom the lines that made no contact name nevertheless, and the lines that name nobody. */
export function namedIn(lines: readonly Line[], known: readonly Contact[]): { people: Contact[]; strange: Line[] } {
  const byAddress = new Map(known.map((contact) => [contact.email.toLowerCase(), contact]))
  const named = (line: Line) => [...line.text.toLowerCase().matchAll(ADDRESS)].flatMap(([address]) => byAddress.get(address) ?? [])
  return { people: lines.flatMap(named), strange: lines.filter((line) => !named(line).length) }
}

/** Return what is chosen once lines were read: those in whom nobody was found stay. */
export function chosenAfter(chosen: Chosen, { created, skipped }: ImportReport, known: readonly Contact[]): Chosen {
  const { people, strange } = namedIn(skipped, [...known, ...created])
  const all = new Map(chosen.people)
  for (const person of [...created, ...people]) all.set(person.id, person)
  const lines = chosen.pasted.split(/\r?\n/)
  const left = strange.map(({ line, text }) => (text.length < SHOWN ? text : (lines[line - 1] ?? text))).join('\n')
  return { people: all, pasted: left, unread: left }
}
