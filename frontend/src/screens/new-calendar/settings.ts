import { text } from '../../ui/Form'
import type { NewPlan } from './plan'

/** Return what the first step's fields say. A number that was emptied leaves the plan its former one. */
export function settingsIn(fields: FormData): Partial<NewPlan> {
  const numbers = (['length', 'buffer'] as const).filter((name) => text(fields, name)).map((name) => [name, Number(fields.get(name))])
  return {
    ...(Object.fromEntries(numbers) as Partial<Pick<NewPlan, 'length' | 'buffer'>>),
    name: text(fields, 'name'),
    description: text(fields, 'description'),
    raster: Number(fields.get('raster')) || null,
    zone: text(fields, 'time_zone'),
    deadline: text(fields, 'deadline'),
    showInvitees: fields.has('show_invitees'),
    allowChanges: fields.has('allow_changes'),
  }
}
