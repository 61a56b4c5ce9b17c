import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { api, session } from '../api/client'
import { useProfile } from '../api/queries'
import { settled } from '../api/removal'
import { Button, ButtonLink } from '../ui/Button'
import { strings } from '../ui/strings'
import { VerifyHint } from './VerifyHint'

export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        {strings.skip}
      </a>
      <TopBar />
      <main id="content" className="content" tabIndex={-1}>
        <VerifyHint />
        {children}
      </main>
    </>
  )
}

function TopBar() {
  const profile = useProfile()
  return (
    <header className="topbar">
      <Link href="/" className="brand">
        <Mark />
        <span>{strings.brand}</span>
      </Link>
      <nav aria-label={strings.mainMenu}>
        <NavLink href="/">{strings.home}</NavLink>
        <NavLink href="/contacts">{strings.contacts}</NavLink>
        <NavLink href="/profile">{profile.data?.first_name || strings.profile}</NavLink>
      </nav>
      <div className="line topbar-actions">
        <ButtonLink href="/calendars/new" small>
          {strings.newCalendar}
        </ButtonLink>
        <Button look="bare" small onPress={() => void logOut()}>
          {strings.logOut}
        </Button>
      </div>
    </header>
  )
}

function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const [path] = useLocation()
  return (
    <Link href={href} aria-current={path === href ? 'page' : undefined}>
      {children}
    </Link>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <circle cx="11.5" cy="16" r="5.5" fill="var(--on-accent)" />
      <circle cx="20.5" cy="16" r="5.5" fill="var(--on-accent)" fillOpacity=".55" />
    </svg>
  )
}

/** The tokens are forgotten here whatever the server says; there they are blacklisted if it can be reached. */
async function logOut(): Promise<void> {
  await settled()
  const refresh = session.refreshToken
  await end(refresh)
  if (session.refreshToken !== refresh) await end(session.refreshToken) // the first one was renewed on the way
  session.close()
}

async function end(refresh: string): Promise<void> {
  await api.POST('/api/v1/accounts/logout/', { body: { refresh } }).catch(() => undefined)
}
