import { useHome, useProfile } from '../../api/queries'
import { useLeaving } from '../../api/useRemoval'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { Zone } from '../../ui/Zone'
import { ownZone } from '../../ui/ZonePicker'
import { ComingMeetings } from './ComingMeetings'
import { Finalized } from './Finalized'
import { Invitations } from './Invitations'
import { OpenCalendars } from './OpenCalendars'
import { strings } from './strings'
import './home.css'

export default function Home() {
  const home = useHome()
  const leaving = useLeaving()
  const profile = useProfile().data
  const zone = profile?.time_zone ?? ownZone
  return (
    <Page title={strings.title(profile?.first_name ?? '')}>
      <Loaded query={home}>
        {({ finalized_meetings, unfinalized_calendars, invitations }) => (
          <div className="stack-large">
            <Invitations invitations={invitations.filter((each) => !leaving.has(`received ${each.id}`))} />
            <div className="home">
              <section className="stack" aria-labelledby="open">
                <h2 id="open">{strings.open}</h2>
                <OpenCalendars calendars={unfinalized_calendars} />
              </section>
              <section className="stack coming" aria-labelledby="coming">
                <div className="spread">
                  <h2 id="coming">{strings.coming}</h2>
                  {finalized_meetings.length > 0 && <Zone id="coming-zone" zone={zone} />}
                </div>
                <ComingMeetings zone={zone} meetings={finalized_meetings} />
              </section>
              <Finalized zone={zone} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}
