import { importText, useContacts } from '../../api/contacts'
import { keys } from '../../api/queries'
import { useAction } from '../../api/useAction'
import { toast } from '../../message'
import { chosenAfter, namedIn, waits, type Chosen } from './pasted'
import { strings } from './strings'

/** Read pasted lines: whoever is in them becomes a contact and is chosen. */
export function usePasting(chosen: Chosen, onChange: (changes: Chosen) => void) {
  const known = useContacts().data ?? []
  const add = useAction(async (text: string) => ({ report: await importText(text), known }), {
    refresh: [keys.contacts],
    doing: strings.adding,
    then: ({ report, known: former }) => {
      onChange(chosenAfter(chosen, report, former))
      toast(strings.added(report.created.length))
    },
  })
  const strange = add.data ? namedIn(add.data.report.skipped, [...add.data.known, ...add.data.report.created]).strange : []
  /** Call at once where nothing waits to be read, else as soon as all of it could be. */
  const takeAlong = (then: () => void) => {
    if (!waits(chosen)) return then()
    add.mutate(chosen.pasted, { onSuccess: ({ report, known: former }) => !chosenAfter(chosen, report, former).pasted && then() })
  }
  return { add: () => add.mutate(chosen.pasted), takeAlong, isPending: add.isPending, error: add.error, strange: chosen.unread && chosen.pasted === chosen.unread ? strange : [] }
}

export type Pasting = ReturnType<typeof usePasting>
