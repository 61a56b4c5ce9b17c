import { useLocation } from 'wouter'
import { api, unwrap } from '../../api/client'
import { once } from '../../api/idempotency'
import { keys, useProfile } from '../../api/queries'
import { useAction } from '../../api/useAction'
import { People } from '../../shared/people/People'
import { usePasting } from '../../shared/people/usePasting'
import { Button } from '../../ui/Button'
import { GoesOn } from '../../ui/GoesOn'
import { Loaded } from '../../ui/Loaded'
import { ErrorNotice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { toast } from '../../message'
import { bodyOf } from './plan'
import { Review } from './Review'
import { Steps } from './Steps'
import { strings } from './strings'
import { Times } from './Times'
import { useNewPlan } from './useNewPlan'
import { What } from './What'
import './new-calendar.css'

export default function NewCalendar() {
  const profile = useProfile()
  return <Loaded query={profile} isScreen>{({ time_zone }) => <Flow zone={time_zone} />}</Loaded>
}

function Flow({ zone }: { zone: string }) {
  const [, go] = useLocation()
  const { plan, step, round, wasBegun, change, setStep, goOn, startOver, forget } = useNewPlan(zone)
  const pasting = usePasting(plan, change)
  const send = useAction(
    () => {
      const body = bodyOf(plan)
      return once(['calendar', body], (key) => unwrap(api.POST('/api/v1/calendars/', { params: { header: { 'Idempotency-Key': key } }, body })))
    },
    {
      refresh: [keys.home, keys.calendars],
      doing: strings.creating(plan.people.size),
      then: (calendar) => {
        forget()
        toast(strings.sent(plan.people.size))
        go(`/calendars/${calendar.id}`)
      },
    },
  )
  const back = (
    <Button look="plain" onPress={() => setStep(step - 1)}>
      {strings.back}
    </Button>
  )
  const next = (
    <Button isPending={pasting.isPending} onPress={() => pasting.takeAlong(goOn)}>
      {strings.next}
    </Button>
  )
  return (
    <>
      <Steps step={step} onStep={setStep} />
      {wasBegun && <GoesOn onStartOver={startOver} />}
      <Page key={`${step} ${round}`} title={strings.titles[step] ?? strings.title} lead={strings.leads[step]}>
        <div className="stack">
          {step === 0 && <What plan={plan} onType={(changes) => change(changes)} onDone={(changes) => change(changes, 1)} />}
          {step === 1 && <Times plan={plan} onChange={(changes) => change(changes)} />}
          {step === 2 && <People chosen={plan} onChange={change} pasting={pasting} />}
          {step === 3 && <Review plan={plan} />}
          {send.error && <ErrorNotice error={send.error} />}
          {step > 0 && (
            <div className="line">
              {back}
              {step < 3 ? (
                next
              ) : (
                <Button isPending={send.isPending} onPress={() => send.mutate(undefined)}>
                  {plan.people.size ? strings.send : strings.sendNobody}
                </Button>
              )}
            </div>
          )}
        </div>
      </Page>
    </>
  )
}
