import type { ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { Problem } from '../../api/problem'
import { useCalendar } from '../../api/queries'
import type { CalendarDetail } from '../../api/types'
import { Lost } from '../../ui/Lost'
import { laterPart } from '../../ui/later'
import { fromNow, isOver } from '../../ui/format'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Answers } from './Answers'
import { strings } from './strings'
import './calendar.css'

const Plan = laterPart(() => import('../plan/Plan'))
const Finalize = laterPart(() => import('../finalize/Finalize'))
const Meetings = laterPart(() => import('../meetings/Meetings'))
const History = laterPart(() => import('../history/History'))

type Tab = { path: string; name: string; screen: (calendar: CalendarDetail) => ReactNode }

const ANSWERS: Tab = { path: '', name: strings.tabs.answers, screen: (calendar) => <Answers calendar={calendar} /> }
const HISTORY: Tab = { path: '/history', name: strings.tabs.history, screen: (calendar) => <History calendar={calendar} /> }
const OPEN: Tab[] = [
  ANSWERS,
  { path: '/plan', name: strings.tabs.plan, screen: (calendar) => <Plan calendar={calendar} /> },
  { path: '/finalize', name: strings.tabs.finalize, screen: (calendar) => <Finalize calendar={calendar} /> },
  HISTORY,
]
const DONE: Tab[] = [
  { path: '/meetings', name: strings.tabs.meetings, screen: (calendar) => <Meetings calendar={calendar} /> },
  { ...ANSWERS, path: '/answers' },
  HISTORY,
]

/** One calendar; its tabs are those of its time of life. */
export default function CalendarScreens({ id }: { id: string }) {
  const calendar = useCalendar(id)
  if (calendar.error instanceof Problem && calendar.error.status === 404) return <Lost />
  return <Loaded query={calendar} isScreen>{(data) => <Screens calendar={data} base={`/calendars/${id}`} />}</Loaded>
}

function Screens({ calendar, base }: { calendar: CalendarDetail; base: string }) {
  const tabs = calendar.status === 'open' ? OPEN : DONE
  const first = tabs[0] ?? ANSWERS
  const isElsewhere = (path: string) => [...OPEN, ...DONE].some((tab) => tab.path === path)
  const [path] = useLocation()
  return (
    <Switch>
      {tabs.map((tab) => (
        <Route key={tab.path} path={base + tab.path}>
          <Page title={calendar.name} lead={<Lead calendar={calendar} />}>
            <Tabs tabs={tabs} base={base} />
            {calendar.mails_held && (
              <div className="held">
                <Notice>{strings.held}</Notice>
              </div>
            )}
            {tab.screen(calendar)}
          </Page>
        </Route>
      ))}
      <Route>{isElsewhere(path.slice(base.length)) ? <Redirect to={base + first.path} replace /> : <Lost />}</Route>
    </Switch>
  )
}

function Lead({ calendar }: { calendar: CalendarDetail }) {
  const { status, deadline, meeting_minutes, time_zone } = calendar
  const isOpen = status === 'open'
  return (
    <span className="line">
      <span className={isOpen ? 'badge accent' : 'badge done'}>{isOpen ? strings.open : strings.finalized}</span>
      {strings.facts(meeting_minutes, time_zone)}
      {isOpen && deadline && ` · ${isOver(deadline) ? strings.closed(fromNow(deadline)) : strings.closes(fromNow(deadline))}`}
    </span>
  )
}

function Tabs({ tabs, base }: { tabs: Tab[]; base: string }) {
  const [path] = useLocation()
  return (
    <nav className="tabs" aria-label={strings.parts}>
      {tabs.map((tab) => (
        <Link key={tab.path} href={base + tab.path} aria-current={path === base + tab.path ? 'page' : undefined}>
          {tab.name}
        </Link>
      ))}
    </nav>
  )
}
