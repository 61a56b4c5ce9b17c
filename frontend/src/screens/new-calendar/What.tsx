import type { FormEvent } from 'react'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Form } from '../../ui/Form'
import { Tick } from '../../ui/Tick'
import { ZonePicker } from '../../ui/ZonePicker'
import type { NewPlan } from './plan'
import { settingsIn } from './settings'
import { strings } from './strings'

type Props = { plan: NewPlan; onType: (changes: Partial<NewPlan>) => void; onDone: (changes: Partial<NewPlan>) => void }

export function What({ plan, onType, onDone }: Props) {
  const type = ({ target }: FormEvent) => {
    const form = target instanceof HTMLElement && target.closest('form')
    if (form) onType(settingsIn(new FormData(form)))
  }
  return (
    <div className="card narrow" onInput={type}>
      <Form error={null} fields={[]} onSubmit={(fields) => onDone(settingsIn(fields))} actions={<Button type="submit">{strings.next}</Button>}>
        <Field label={strings.name} name="name" defaultValue={plan.name} placeholder={strings.namePlaceholder} maxLength={150} isRequired />
        <Field label={strings.description} name="description" rows={3} defaultValue={plan.description} hint={strings.descriptionHint} />
        <div className="columns">
          <Field label={strings.length} name="length" type="number" min={5} max={480} defaultValue={String(plan.length)} isRequired />
          <Field label={strings.buffer} name="buffer" type="number" min={0} max={240} defaultValue={String(plan.buffer)} isRequired />
        </div>
        <div className="columns">
          <Raster value={plan.raster} />
          <ZonePicker defaultValue={plan.zone} />
        </div>
        <Field label={strings.deadline} name="deadline" type="datetime-local" defaultValue={plan.deadline} hint={strings.deadlineHint(plan.zone)} />
        <div className="stack-small">
          <Tick name="show_invitees" defaultChecked={plan.showInvitees}>
            {strings.showInvitees}
          </Tick>
          <Tick name="allow_changes" defaultChecked={plan.allowChanges}>
            {strings.allowChanges}
          </Tick>
        </div>
      </Form>
    </div>
  )
}

function Raster({ value }: { value: number | null }) {
  return (
    <div className="field">
      <label htmlFor="raster">{strings.raster}</label>
      <select id="raster" name="raster" className="input" defaultValue={String(value ?? '')}>
        {strings.rasters.map(([minutes, label]) => (
          <option key={minutes} value={minutes}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
