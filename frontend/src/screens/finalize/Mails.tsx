import { useMemo, useState } from 'react'
import type { Preview } from '../../api/types'
import { LongList } from '../../ui/LongList'
import { strings } from './strings'

type Mail = Preview & { id: number }

/** Every mail, folded; one that was opened stays open when it comes back into view. */
export function Mails({ emails }: { emails: readonly Preview[] }) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const fold = (id: number, isOpen: boolean) => setOpened((former) => (former.has(id) === isOpen ? former : new Set(isOpen ? [...former, id] : [...former].filter((each) => each !== id))))
  const mails = useMemo(() => emails.map((email, id): Mail => ({ ...email, id })), [emails])
  return (
    <LongList label={strings.preview} items={mails} nameOf={({ subject, to }) => `${subject} ${strings.mailTo(to)}`} rowSize={58} unfolds shows={[opened]} className="card flush">
      {({ id, subject, to, ics, text }) => (
        <details className="grow" open={opened.has(id)} onToggle={(event) => fold(id, event.currentTarget.open)}>
          <summary>
            <b>{subject}</b>{' '}
            <span className="quiet">
              {strings.mailTo(to)} {ics && <span className="badge">{strings.withFile}</span>}
            </span>
          </summary>
          <pre>{text}</pre>
        </details>
      )}
    </LongList>
  )
}
