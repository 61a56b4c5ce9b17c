import { useState } from 'react'
import { importText } from '../../api/contacts'
import { keys } from '../../api/queries'
import type { Contact } from '../../api/types'
import { useAction } from '../../api/useAction'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { ErrorNotice, Notice } from '../../ui/Notice'
import { toast } from '../../ui/message'
import { strings } from './strings'

/** New people by paste; lines that name known contacts choose these. */
export function Paste({ known, onAdded }: { known: Contact[]; onAdded: (people: Contact[]) => void }) {
  const [text, setText] = useState('')
  const add = useAction(importText, {
    refresh: [keys.contacts],
    doing: strings.adding,
    then: ({ created, skipped }) => {
      onAdded([...created, ...skipped.flatMap((line) => named(line.text))])
      toast(strings.added(created.length))
      setText('')
    },
  })
  const named = (line: string) => known.filter((contact) => line.toLowerCase().includes(contact.email))
  const strange = add.data?.skipped.filter((line) => !named(line.text).length) ?? []
  return (
    <div className="stack-small">
      <Field label={strings.paste} hint={strings.pasteHint} rows={3} value={text} onChange={setText} />
      <Button look="plain" small isDisabled={!text.trim()} isPending={add.isPending} onPress={() => add.mutate(text)}>
        {strings.add}
      </Button>
      {add.error && <ErrorNotice error={add.error} />}
      {strange.length > 0 && (
        <Notice kind="fault">
          <p>{strings.skipped}</p>
          <ul>
            {strange.map(({ line, text: words, reason }) => (
              <li key={line}>{strings.line(line, words, reason)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
