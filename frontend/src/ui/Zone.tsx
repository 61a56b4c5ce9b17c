import { strings } from './strings'

/** In which zone the times of a group are; whoever names the group by its heading adds the id of this. */
export function Zone({ zone, id }: { zone: string; id?: string }) {
  return (
    <span id={id} className="quiet">
      {strings.timesIn(zone)}
    </span>
  )
}
