import { useMemo, useState } from 'react'
import { fullName, type CalendarDetail, type Meeting } from '../../api/types'
import { elsewhereAt, faultAt, type Book } from '../../grid/book'
import { strings as words } from '../../shared/schedule/strings'
import { faultText, useBook } from '../../shared/schedule/useBook'
import { Button } from '../../ui/Button'
import { moment } from '../../ui/format'
import { LongList } from '../../ui/LongList'
import { Tick } from '../../ui/Tick'
import { strings } from './strings'
import { Why } from './Why'

type Props = {
  calendar: CalendarDetail
  meetings: readonly Meeting[]
  pinned: ReadonlySet<number>
  onPin: (meeting: Meeting, isPinned: boolean) => void
  onTakeOut: (invitation: number) => void
}

/** The draft in words: who when, what has become impossible or doubtful since, and why this time. */
export function DraftList({ calendar, meetings, pinned, onPin, onTakeOut }: Props) {
  const [asked, setAsked] = useState<Meeting | null>(null)
  const book = useBook(calendar, meetings)
  const faults = useMemo(() => new Map(meetings.map((meeting) => [meeting.id, faultOf(meeting, book, calendar)])), [meetings, book, calendar])
  if (!meetings.length) return null
  const told = ({ id, contact, start }: Meeting) => [fullName(contact), moment(start, calendar.time_zone), faults.get(id)].filter(Boolean).join(', ')
  return (
    <>
      <LongList label={strings.draft} zone={calendar.time_zone} items={meetings} nameOf={told} rowSize={96} shows={[pinned, meetings, faults]} className="card flush draft-list">
        {(meeting) => {
          const fault = faults.get(meeting.id)
          const name = fullName(meeting.contact)
          return (
            <div className="grow">
              <div className="title">{name}</div>
              <div className="quiet">{moment(meeting.start, calendar.time_zone)}</div>
              {fault && <p className="fault">{fault}</p>}
              <div className="spread">
                <Tick checked={pinned.has(meeting.invitation)} onChange={(event) => onPin(meeting, event.target.checked)}>
                  {strings.pin}
                </Tick>
                <span className="line">
                  <Button look="bare" small aria-label={strings.takeOutWhom(name)} onPress={() => onTakeOut(meeting.invitation)}>
                    {strings.takeOut}
                  </Button>
                  <Button look="bare" small aria-label={strings.whyWhom(name)} onPress={() => setAsked(meeting)}>
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

function faultOf({ invitation, start }: Meeting, book: Book, calendar: CalendarDetail): string | null {
  const fault = faultAt(book, invitation, Date.parse(start))
  if (fault) return faultText(fault, calendar)
  const other = elsewhereAt(book, Date.parse(start))
  return other ? words.elsewhere(other.name) : null
}
