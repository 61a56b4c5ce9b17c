import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useIsSignedIn } from '../api/client'
import { Loading } from '../ui/Notice'
import { Login } from '../screens/entry/Login'
import { Lost } from './Lost'
import { Shell } from './Shell'

const Signup = lazy(() => import('../screens/entry/Signup'))
const Reset = lazy(() => import('../screens/entry/Reset'))
const Home = lazy(() => import('../screens/home/Home'))
const Contacts = lazy(() => import('../screens/contacts/Contacts'))
const Profile = lazy(() => import('../screens/profile/Profile'))
const NewCalendar = lazy(() => import('../screens/new-calendar/NewCalendar'))
const CalendarScreens = lazy(() => import('../screens/calendar/CalendarScreens'))
const Received = lazy(() => import('../screens/home/Received'))

export function Screens() {
  return (
    <Switch>
      <Route path="/login" component={Login} />
      <Route path="/signup">
        <Later>
          <Signup />
        </Later>
      </Route>
      <Route path="/reset">
        <Later>
          <Reset />
        </Later>
      </Route>
      <Route>
        <Private />
      </Route>
    </Switch>
  )
}

/** The screens of somebody who is signed in; others log in first and come back. */
function Private() {
  const isSignedIn = useIsSignedIn()
  const [path] = useLocation()
  if (!isSignedIn) return <Redirect to={path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`} replace />
  return (
    <Shell>
      <Later>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/contacts" component={Contacts} />
          <Route path="/profile" component={Profile} />
          <Route path="/invitations/:id">{({ id }) => <Received key={id} id={id} />}</Route>
          <Route path="/calendars/new" component={NewCalendar} />
          <Route path="/calendars/:id/*?">{({ id }) => <CalendarScreens key={id} id={id} />}</Route>
          <Route component={Lost} />
        </Switch>
      </Later>
    </Shell>
  )
}

function Later({ children }: { children: React.ReactNode }) {
  return <Suspense fallback={<Loading />}>{children}</Suspense>
}
