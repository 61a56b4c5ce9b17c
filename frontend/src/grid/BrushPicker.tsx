import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Brush } from './paint'
import { strings } from './strings'

const BRUSHES: [Brush, string][] = [
  [3, strings.best],
  [2, strings.good],
  [1, strings.fine],
  [0, strings.erase],
]

export function BrushPicker({ brush, onChange }: { brush: Brush; onChange: (brush: Brush) => void }) {
  return (
    <RadioGroup className="choices" aria-label={strings.brush} orientation="horizontal" value={String(brush)} onChange={(value) => onChange(Number(value) as Brush)}>
      {BRUSHES.map(([value, label]) => (
        <Radio key={value} value={String(value)} className="choice">
          <span className={`swatch p${value}`} aria-hidden="true" />
          {label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
