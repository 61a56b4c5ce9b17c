import type { ReactNode } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { fieldsOfError } from '../api/problem'
import { ErrorNotice } from './Notice'

type Props = {
  onSubmit: (fields: FormData) => void
  error: unknown
  /** The fields that show their own faults; other faults are told above the button. */
  fields: readonly string[]
  children: ReactNode
  actions: ReactNode
  className?: string
}

export function Form({ onSubmit, error, fields, children, actions, className = 'stack' }: Props) {
  const faults = fieldsOfError(error)
  const isTold = error && Object.keys(faults).length > 0 && Object.keys(faults).every((name) => fields.includes(name))
  return (
    <AriaForm
      className={className}
      validationErrors={faults}
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget.querySelector('[data-pending]')) return // Enter in a field is no second time
        onSubmit(new FormData(event.currentTarget))
      }}
    >
      {children}
      {Boolean(error) && !isTold && <ErrorNotice error={error} />}
      <div className="line">{actions}</div>
    </AriaForm>
  )
}

export function text(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
