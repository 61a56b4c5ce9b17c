import { fullName, type Invitation } from '../api/types'
import { range } from '../ui/format'
import { preferenceAt } from './spans'
import { strings } from './strings'
import { MINUTE } from './zone'

const MOST = 12

type Props = { start: number | undefined; minutes: number; zone: string; answered: readonly Invitation[] }

/** Who can at the time that is pointed at, those first whom it suits best. */
export function HeatDetail({ start, minutes, zone, answered }: Props) {
  if (start === undefined) return <p className="heat-detail quiet">{strings.pick}</p>
  const preferences = answered.map((each) => ({ each, preference: preferenceAt(each.availability, start, minutes) }))
  const can = preferences.filter(({ preference }) => preference > 0).sort((a, b) => b.preference - a.preference)
  const cannot = preferences.filter(({ preference }) => preference === 0)
  return (
    <div className="heat-detail stack-small">
      <h3>{range(start, start + minutes * MINUTE, zone)}</h3>
      <p className="label">
        {strings.canHere} <span className="quiet number">{can.length}</span>
      </p>
      {can.length === 0 && <p className="quiet">{strings.nobody}</p>}
      <ul>
        {can.slice(0, MOST).map(({ each, preference }) => (
          <li key={each.id} className="line">
            <span className={`swatch p${preference}`} role="img" aria-label={strings.preferences[preference]} />
            {fullName(each.contact)}
          </li>
        ))}
      </ul>
      {can.length > MOST && <p className="quiet">{strings.andMore(can.length - MOST)}</p>}
      {cannot.length > 0 && (
        <p className="quiet">
          {strings.cannotHere}: {cannot.slice(0, MOST).map(({ each }) => fullName(each.contact)).join(', ')} {cannot.length > MOST && strings.andMore(cannot.length - MOST)}
        </p>
      )}
    </div>
  )
}
