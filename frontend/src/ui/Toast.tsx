import { useEffect, useRef, useSyncExternalStore, type FocusEvent } from 'react'
import { Button } from './Button'
import { dismiss, hold, present, release, subscribe, undo } from '../message'
import { strings } from './strings'

/** Shows the message, to screen readers too; even over a dialog it can be reached. */
export function Toast() {
  const message = useSyncExternalStore(subscribe, present)
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    window.addEventListener('pagehide', dismiss)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('pagehide', dismiss)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [])
  const former = useRef<EventTarget | null>(null)
  useEffect(() => {
    const isLost = document.activeElement === document.body // the button that had it is gone with its message
    if (isLost && former.current instanceof HTMLElement) former.current.focus()
    former.current = null
  }, [message])
  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent) => {
    hold()
    if (!currentTarget.contains(relatedTarget)) former.current = relatedTarget
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- pointing at it only gives more time
    <div className={message ? 'toast shown' : 'toast'} data-react-aria-top-layer="true" onPointerEnter={hold} onPointerLeave={release} onFocus={onFocus} onBlur={release}>
      <div role="status">{!message?.isFault && message?.text}</div>
      <div role="alert">{message?.isFault && message.text}</div>
      {message?.undo && (
        <Button small aria-keyshortcuts="Control+Z" onPress={undo}>
          {strings.undo}
        </Button>
      )}
      {message?.isFault && (
        <Button small onPress={dismiss}>
          {strings.close}
        </Button>
      )}
    </div>
  )
}

/** A page that is out of sight may never come back, so what its message still holds is done while it can be. */
function onVisibility(): void {
  if (document.visibilityState === 'hidden' && present()?.end) dismiss()
}

/** Ctrl or Command and Z takes back what can be, but in a text it is the browser's. */
function onKeyDown(event: KeyboardEvent): void {
  const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
  const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
  if (!isUndo || isText || event.defaultPrevented || !present()?.undo) return
  event.preventDefault()
  undo()
}
