import { useEffect, useId, useRef, useState } from 'react'
import { importFile, importText, type ImportReport } from '../../api/contacts'
import { keys } from '../../api/queries'
import { useAction } from '../../api/useAction'
import { useKept } from '../../api/useKept'
import { LeftOut } from '../../shared/people/LeftOut'
import { strings as words } from '../../shared/people/strings'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Form, text } from '../../ui/Form'
import { toast } from '../../message'
import { Notice } from '../../ui/Notice'
import { strings } from './strings'

/** Many contacts at once, from a file or by paste, and a report of what became of each line. What was pasted is kept until it is imported. */
export function Import({ onClose }: { onClose: () => void }) {
  const [report, setReport] = useState<ImportReport | null>(null)
  const fileId = useId()
  const typed = useKept(['import'], () => '')
  const isHere = useIsHere()
  const done = (found: ImportReport) => {
    typed.forget()
    setReport(found)
    if (!isHere.current) toast(strings.imported(found.created.length, found.skipped.length))
  }
  const load = useAction((fields: FormData) => imported(fields), { refresh: [keys.contacts], doing: strings.importing, then: done })
  return (
    <Dialog title={strings.importTitle} isOpen onClose={onClose} keepsText>
      {report ? (
        <Report report={report} onAgain={() => setReport(null)} />
      ) : (
        <Form
          error={load.error}
          fields={['text']}
          onSubmit={(fields) => load.mutate(fields)}
          actions={
            <Button type="submit" isPending={load.isPending}>
              {strings.start}
            </Button>
          }
        >
          <div className="field">
            <label htmlFor={fileId}>{strings.file}</label>
            <input id={fileId} name="file" type="file" accept=".csv,.vcf,text/csv,text/vcard" className="input" />
          </div>
          <Field label={strings.paste} name="text" hint={strings.pasteHint} rows={5} value={typed.value} onChange={(text) => typed.keep(() => text)} />
        </Form>
      )}
    </Dialog>
  )
}

/** Whether it is still shown, for what comes later. */
function useIsHere() {
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return isHere
}

function imported(fields: FormData): Promise<ImportReport> {
  const file = fields.get('file')
  return file instanceof File && file.size ? importFile(file) : importText(text(fields, 'text'))
}

/** It takes the focus, which would be lost with the form that it takes the place of. */
function Report({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div className="stack" tabIndex={-1} ref={place}>
      <Notice kind="done">{strings.created(report.created.length)}</Notice>
      {report.skipped.length > 0 && (
        <>
          <Notice>{words.leftOut(report.skipped.length)}</Notice>
          <LeftOut lines={report.skipped} />
        </>
      )}
      <Button look="plain" onPress={onAgain}>
        {strings.again}
      </Button>
    </div>
  )
}
