import { fullName } from '../../api/types'
import { hoursIn, toSlots } from '../../grid/paint'
import { LOCALE, moment, range } from '../../ui/format'
import { Notice } from '../../ui/Notice'
import { strings as words } from '../../ui/strings'
import { roomIn, type NewPlan } from './plan'
import { strings } from './strings'

const MOST = 8

export function Review({ plan }: { plan: NewPlan }) {
  const room = roomIn(plan)
  const people = [...plan.people.values()]
  const unread = plan.pasted.split('\n').filter((line) => line.trim())
  const facts: [string, string][] = [
    [strings.facts.name, plan.name],
    [strings.facts.length, strings.minutes(plan.length, plan.buffer)],
    [strings.facts.zone, plan.zone],
    [strings.facts.deadline, plan.deadline ? moment(`${plan.deadline}Z`, 'UTC') : strings.noDeadline],
    [strings.facts.times, strings.hours(hoursIn(plan.painted).toLocaleString(LOCALE), room)],
    [strings.facts.people, people.map(fullName).join(', ') || strings.nobody],
  ]
  return (
    <>
      {unread.length > 0 && (
        <Notice>
          <p>{strings.unread(unread.length)}</p>
          <pre>{unread.slice(0, MOST).join('\n')}</pre>
          {unread.length > MOST && <p>{words.andMore(unread.length - MOST)}</p>}
        </Notice>
      )}
      {room < people.length && <Notice>{strings.tooFew(people.length, room)}</Notice>}
      <div className="card narrow stack">
        <dl className="facts">
          {facts.map(([term, words]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <ul className="quiet columns" aria-label={words.listIn(strings.facts.times, plan.zone)}>
          {toSlots(plan.painted).map((slot) => (
            <li key={slot.start}>
              {range(slot.start, slot.end, plan.zone)} · {slot.preference}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
