import { useEffect, useRef, type ReactNode } from 'react'
import { strings } from './strings'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A screen with its heading, which gets the focus when the route changes: screen readers then tell where one is. */
export function Page({ title, lead, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  useEffect(() => {
    document.title = `${title} · ${strings.brand}`
  }, [title])
  return (
    <>
      <header className="page-head">
        <div className="spread">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {actions && <div className="line">{actions}</div>}
        </div>
        {lead && <div className="lead">{lead}</div>}
      </header>
      {children}
    </>
  )
}
