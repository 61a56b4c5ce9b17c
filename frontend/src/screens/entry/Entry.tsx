import type { ReactNode } from 'react'
import { Page } from '../../ui/Page'
import { strings } from '../../ui/strings'

/** The frame of the screens before one is signed in. */
export function Entry({ title, lead, children, links }: { title: string; lead?: string; children: ReactNode; links: ReactNode }) {
  return (
    <main className="entry">
      <p className="brand">{strings.brand}</p>
      <Page title={title} lead={lead}>
        <div className="card">{children}</div>
        <div className="entry-links">{links}</div>
      </Page>
    </main>
  )
}
