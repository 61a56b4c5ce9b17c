import { toSlots, type Painted } from '../../grid/paint'
import { joined } from '../../grid/spans'
import { MINUTE } from '../../grid/zone'
import { nobody, type Chosen } from '../../shared/people/pasted'

/** What the four steps collect. */
export type NewPlan = Chosen & {
  name: string
  description: string
  length: number
  buffer: number
  raster: number | null
  zone: string
  deadline: string
  showInvitees: boolean
  allowChanges: boolean
  painted: Painted
}

export function newPlan(zone: string): NewPlan {
  return {
    name: '',
    description: '',
    length: 30,
    buffer: 0,
    raster: 15,
    zone,
    deadline: '',
    showInvitees: false,
    allowChanges: true,
    painted: [],
    ...nobody,
  }
}

export function stepOf(plan: NewPlan): number {
  return plan.length % 30 === 0 || plan.length > 30 ? 30 : plan.length % 15 === 0 ? 15 : plan.length % 10 === 0 ? 10 : 15
}

/** Say how many meetings the painted times have room for: in each run of times as many as fit. */
export function roomIn(plan: NewPlan): number {
  const fits = (minutes: number) => Math.floor((minutes + plan.buffer) / (plan.length + plan.buffer))
  return joined(toSlots(plan.painted)).reduce((sum, run) => sum + fits((run.end - run.start) / MINUTE), 0)
}

export function bodyOf(plan: NewPlan) {
  return {
    name: plan.name,
    description: plan.description,
    time_zone: plan.zone,
    meeting_minutes: plan.length,
    buffer_minutes: plan.buffer,
    step_minutes: plan.raster,
    deadline: plan.deadline || null,
    show_invitees: plan.showInvitees,
    allow_changes: plan.allowChanges,
    invitees: [...plan.people.keys()],
    availability: toSlots(plan.painted),
  }
}
