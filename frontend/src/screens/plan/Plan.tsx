import { useEffect, useRef, useState } from 'react'
import { useDraft } from '../../api/draft'
import type { CalendarDetail } from '../../api/types'
import { Button } from '../../ui/Button'
import { Loaded } from '../../ui/Loaded'
import { Draft } from './Draft'
import { Suggestions } from './Suggestions'
import { strings } from './strings'
import './plan.css'

/** What to choose from, and the draft that is being edited; the draft first once there is one. */
export default function Plan({ calendar }: { calendar: CalendarDetail }) {
  const draft = useDraft(String(calendar.id))
  const [called, setCalled] = useState(0)
  const [isByHand, setByHand] = useState(false)
  const call = () => setCalled((former) => former + 1)
  const begin = () => {
    setByHand(true)
    call()
  }
  return (
    <Loaded query={draft}>
      {(data) => (
        <div className="stack-large">
          {data.meetings.length > 0 || isByHand ? (
            <Draft calendar={calendar} draft={data} called={called} onEmptied={call} />
          ) : (
            <NoDraft called={called} onBegin={begin} />
          )}
          <Suggestions calendar={calendar} draft={data} onKept={call} />
        </div>
      )}
    </Loaded>
  )
}

/** Where the draft was; the focus that went with it goes on from here. */
function NoDraft({ called, onBegin }: { called: number; onBegin: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (called && document.activeElement === document.body) button.current?.focus()
  }, [called])
  return (
    <div className="line">
      <span className="quiet">{strings.noDraft}</span>
      <Button look="plain" small ref={button} onPress={onBegin}>
        {strings.byHand}
      </Button>
    </div>
  )
}
