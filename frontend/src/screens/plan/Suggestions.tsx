import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api, unwrap } from '../../api/client'
import { keys } from '../../api/queries'
import { fullName, type CalendarDetail, type Draft, type Suggestions as Answer } from '../../api/types'
import { DoingHere } from '../../ui/Doing'
import { Loaded } from '../../ui/Loaded'
import { Empty, Notice } from '../../ui/Notice'
import { Tick } from '../../ui/Tick'
import { Compare } from './Compare'
import { strings } from './strings'
import { WhatIf, type Wishes } from './WhatIf'

export function useSuggestions(id: string, query: Wishes & { partial: boolean; explain?: number }) {
  return useQuery({
    queryKey: keys.part(id, 'suggestions', query),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/calendars/{calendar_pk}/suggestions/', { params: { path: { calendar_pk: id }, query }, signal })),
    placeholderData: keepPreviousData,
  })
}

type Props = { calendar: CalendarDetail; draft: Draft; onKept: () => void }

export function Suggestions({ calendar, draft, onKept }: Props) {
  const { meeting_minutes, buffer_minutes } = calendar
  const [wishes, setWishes] = useState<Wishes>({ meeting_minutes, buffer_minutes, exclude: [] })
  const [former, setFormer] = useState(calendar)
  if (former.meeting_minutes !== meeting_minutes || former.buffer_minutes !== buffer_minutes) {
    setFormer(calendar)
    setWishes({ ...wishes, meeting_minutes, buffer_minutes })
  }
  const [isPartial, setPartial] = useState(draft.meetings.length > 0)
  const asked = useDeferredValue(wishes)
  const suggestions = useSuggestions(String(calendar.id), { ...asked, partial: isPartial })
  return (
    <section className="stack" aria-labelledby="suggestions">
      <h2 id="suggestions">{strings.suggestions}</h2>
      {suggestions.isError && <WhatIf calendar={calendar} wishes={wishes} onChange={setWishes} />}
      <Loaded query={suggestions} what={strings.computing}>
        {(answer) => (
          <>
            <Waiting answer={answer} isPartial={isPartial} onPartial={setPartial} />
            {(answer.ready || isPartial) && !suggestions.isError && <WhatIf calendar={calendar} wishes={wishes} onChange={setWishes} />}
            <DoingHere what={strings.computingAnew} isBusy={suggestions.isFetching} />
            <div aria-busy={suggestions.isFetching} className="stack">
              {answer.schedules.length > 0 && <Compare key={calendar.updated_at} calendar={calendar} draft={draft} answer={answer} wishes={wishes} onKept={onKept} />}
              {answer.schedules.length === 0 && (answer.ready || isPartial) && <Empty>{strings.none}</Empty>}
            </div>
          </>
        )}
      </Loaded>
    </section>
  )
}

function Waiting({ answer, isPartial, onPartial }: { answer: Answer; isPartial: boolean; onPartial: (isPartial: boolean) => void }) {
  if (answer.ready) return null
  const names = answer.waiting_for.slice(0, 5).map((each) => fullName(each.contact))
  return (
    <Notice>
      <div className="spread">
        <span>{strings.waiting(names.join(', '), answer.waiting_for.length - names.length)}</span>
        <Tick checked={isPartial} onChange={(event) => onPartial(event.target.checked)}>
          {strings.partial}
        </Tick>
      </div>
    </Notice>
  )
}
