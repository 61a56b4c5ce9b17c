import { useHome, useProfile } from '../../api/queries'
import { useLeaving } from '../../api/useRemoval'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { ComingMeetings } from './ComingMeetings'
import { Finalized } from './Finalized'
import { Invitations } from './Invitations'
import { OpenCalendars } from './OpenCalendars'
import { strings } from './strings'
import './home.css'

export default function Home() {
  const home = useHome()
  const leaving = useLeaving()
  const name = useProfile().data?.first_name ?? ''
  return (
    <Page title={strings.title(name)}>
      <Loaded query={home}>
        {({ finalized_meetings, unfinalized_calendars, invitations }) => (
          <div className="stack-large">
            <Invitations invitations={invitations.filter((each) => !leaving.has(`received ${each.id}`))} />
            <div className="home">
              <section className="stack" aria-labelledby="open">
                <h2 id="open">{strings.open}</h2>
                <OpenCalendars calendars={unfinalized_calendars.filter((each) => !leaving.has(`calendar ${each.id}`))} />
                <Finalized />
              </section>
              <section className="stack" aria-labelledby="coming">
                <h2 id="coming">{strings.coming}</h2>
                <ComingMeetings meetings={finalized_meetings.filter((each) => !leaving.has(`calendar ${each.calendar}`))} />
              </section>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}
