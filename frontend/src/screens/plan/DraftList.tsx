import { useState } from 'react'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { faultAt } from '../../grid/book'
import { Button } from '../../ui/Button'
import { moment } from '../../ui/format'
import { LongList } from '../../ui/LongList'
import { Tick } from '../../ui/Tick'
import { strings } from './strings'
import { faultText, useBook } from './useBook'
import { Why } from './Why'

type Props = {
  calendar: CalendarDetail
  meetings: readonly Meeting[]
  pinned: ReadonlySet<number>
  onPin: (meeting: Meeting, isPinned: boolean) => void
  onTakeOut: (invitation: number) => void
}

/** The draft in words: who when, what has become impossible since, and why this time. */
export function DraftList({ calendar, meetings, pinned, onPin, onTakeOut }: Props) {
  const [asked, setAsked] = useState<Meeting | null>(null)
  const book = useBook(calendar, meetings)
  if (!meetings.length) return null
  return (
    <>
      <LongList label={strings.draft} items={meetings} nameOf={({ contact }) => fullName(contact)} rowSize={96} shows={[pinned, meetings, book.elsewhere.length]} className="card flush draft-list">
        {(meeting) => {
          const fault = faultAt(book, meeting.invitation, Date.parse(meeting.start))
          const name = fullName(meeting.contact)
          return (
            <div className="grow">
              <div className="title">{name}</div>
              <div className="quiet">{moment(meeting.start, calendar.time_zone)}</div>
              {fault && <p className="fault">{faultText(fault, calendar)}</p>}
              <div className="spread">
                <Tick checked={pinned.has(meeting.invitation)} onChange={(event) => onPin(meeting, event.target.checked)}>
                  {strings.pin}
                </Tick>
                <span className="line">
                  <Button look="bare" small aria-label={strings.takeOutWhom(name)} onPress={() => onTakeOut(meeting.invitation)}>
                    {strings.takeOut}
                  </Button>
                  <Button look="bare" small onPress={() => setAsked(meeting)}>
                    {strings.why}
                  </Button>
                </span>
              </div>
            </div>
          )
        }}
      </LongList>
      {asked && <Why calendar={calendar} meeting={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
