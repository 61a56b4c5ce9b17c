import { strings } from './strings'

/** Where one is in the flow; steps that are done can be gone back to. */
export function Steps({ step, onStep }: { step: number; onStep: (step: number) => void }) {
  return (
    <ol className="steps" aria-label={strings.title}>
      {strings.steps.map((name, place) => (
        <li key={name} className={place <= step ? 'reached' : undefined} aria-current={place === step ? 'step' : undefined}>
          {place < step ? (
            <button type="button" onClick={() => onStep(place)}>
              <Number place={place} /> {name}
            </button>
          ) : (
            <span>
              <Number place={place} /> {name}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

function Number({ place }: { place: number }) {
  return <b className="number">{place + 1}</b>
}
