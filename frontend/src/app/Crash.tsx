import { Component, type ReactNode } from 'react'
import { strings } from '../ui/strings'

/** What is left to say when a screen cannot be drawn. */
export class Crash extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <main className="entry stack">
        <h1>{strings.crashed}</h1>
        <p>{strings.crashedText}</p>
        <button className="button" onClick={() => window.location.reload()}>
          {strings.reload}
        </button>
      </main>
    )
  }
}
