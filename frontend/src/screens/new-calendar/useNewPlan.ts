import { useBegun } from '../../api/useBegun'
import { newPlan, type NewPlan } from './plan'

type Begun = { plan: NewPlan; step: number }

/** A calendar that is being made, and the step that one is at. */
export function useNewPlan(zone: string) {
  const { value, keep, ...rest } = useBegun<Begun>(['new calendar'], () => ({ plan: newPlan(zone), step: 0 }))
  return {
    ...rest,
    ...value,
    change: (changes: Partial<NewPlan>, step?: number) => keep((former) => ({ plan: { ...former.plan, ...changes }, step: step ?? former.step })),
    setStep: (step: number) => keep(({ plan }) => ({ plan, step })),
    /** Go on, unless another step was gone to meanwhile. */
    goOn: () => keep((former) => (former.step === value.step ? { ...former, step: value.step + 1 } : former)),
  }
}
