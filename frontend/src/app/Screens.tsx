import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useIsSignedIn } from '../api/client'
import { Login } from '../screens/entry/Login'
import { laterScreen } from '../ui/later'
import { Lost } from '../ui/Lost'
import { Shell } from './Shell'

const Signup = laterScreen(() => import('../screens/entry/Signup'))
const Reset = laterScreen(() => import('../screens/entry/Reset'))
const Home = laterScreen(() => import('../screens/home/Home'))
const Contacts = laterScreen(() => import('../screens/contacts/Contacts'))
const Profile = laterScreen(() => import('../screens/profile/Profile'))
const NewCalendar = laterScreen(() => import('../screens/new-calendar/NewCalendar'))
const CalendarScreens = laterScreen(() => import('../screens/calendar/CalendarScreens'))
const Received = laterScreen(() => import('../screens/home/Received'))

export function Screens() {
  return (
    <Switch>
      <Route path="/login" component={Login} />
      <Route path="/signup" component={Signup} />
      <Route path="/reset" component={Reset} />
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
      <Switch>
        <Route path="/" component={Home} />
        <Route path="/contacts" component={Contacts} />
        <Route path="/profile" component={Profile} />
        <Route path="/invitations/:id">{({ id }) => <Received key={id} id={id} />}</Route>
        <Route path="/calendars/new" component={NewCalendar} />
        <Route path="/calendars/:id/*?">{({ id }) => <CalendarScreens key={id} id={id} />}</Route>
        <Route component={Lost} />
      </Switch>
    </Shell>
  )
}
