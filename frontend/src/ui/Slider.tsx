import { Label } from 'react-aria-components/Label'
import { Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'

type Props = { label: string; value: number; min: number; max: number; step: number; unit: (value: number) => string; onChange: (value: number) => void }

export function Slider({ label, value, min, max, step, unit, onChange }: Props) {
  return (
    <AriaSlider className="slider" value={value} minValue={min} maxValue={max} step={step} onChange={onChange}>
      <Label>{label}</Label>
      <SliderOutput className="number">{unit(value)}</SliderOutput>
      <SliderTrack className="track">
        <SliderThumb className="thumb" />
      </SliderTrack>
    </AriaSlider>
  )
}
