import { useId } from 'react'
import { strings } from './strings'

export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
const zones = Intl.supportedValuesOf('timeZone')

type Props = { defaultValue: string; hint?: string }

export function ZonePicker({ defaultValue, hint }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{strings.zone}</label>
      <select
        id={id}
        name="time_zone"
        className="input"
        defaultValue={defaultValue}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        {[...new Set([defaultValue, ownZone, 'UTC', ...zones])].map((zone) => (
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
