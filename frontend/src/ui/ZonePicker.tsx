import { useId } from 'react'
import { strings } from './strings'

export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
const zones = Intl.supportedValuesOf('timeZone')

type Props = { name?: string; defaultValue?: string; value?: string; onChange?: (zone: string) => void; hint?: string }

export function ZonePicker({ name = 'time_zone', defaultValue, value, onChange, hint }: Props) {
  const id = useId()
  const known = value ?? defaultValue ?? ownZone
  return (
    <div className="field">
      <label htmlFor={id}>{strings.zone}</label>
      <select
        id={id}
        name={name}
        className="input"
        value={value}
        defaultValue={value === undefined ? known : undefined}
        onChange={(event) => onChange?.(event.target.value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        {[...new Set([known, ownZone, 'UTC', ...zones])].map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
    </div>
  )
}
