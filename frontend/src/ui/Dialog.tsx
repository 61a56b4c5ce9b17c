import { useEffect, useState, type ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, type Look } from './Button'
import { ErrorNotice, Notice } from './Notice'
import { strings } from './strings'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  wide?: boolean
  /** Something was painted here that a slip must not throw away; what is typed is noticed without. */
  hasWork?: boolean
  /** What is typed is kept elsewhere and found again. */
  keepsText?: boolean
  children: ReactNode
}

/** A click beside it, ✕ or Escape closes it; where work would be lost the click does nothing, and the others ask first. */
export function Dialog({ title, isOpen, onClose, wide, hasWork = false, keepsText = false, children }: Props) {
  const [isTyped, setTyped] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const hasSomething = hasWork || (isTyped && !keepsText)
  if (isAsking && !hasSomething) setAsking(false)
  const close = () => {
    setTyped(false)
    setAsking(false)
    onClose()
  }
  const dismiss = () => (hasSomething ? setAsking(!isAsking) : close())
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && dismiss()} isDismissable={!hasSomething}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="bare" small aria-label={strings.close} onPress={() => (hasSomething && !isAsking ? setAsking(true) : close())}>
              ✕
            </Button>
          </div>
          {isAsking && <Unsaved onGoOn={() => setAsking(false)} onLeave={close} />}
          <div className="stack" onInput={({ target }) => setTyped(isTyped || isWork(target))}>
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Ask whether what was entered may be lost. Whoever goes on is where they were. */
function Unsaved({ onGoOn, onLeave }: { onGoOn: () => void; onLeave: () => void }) {
  const [former] = useState(() => document.activeElement)
  useEffect(() => () => (former instanceof HTMLElement ? former.focus() : undefined), [former])
  return (
    <Notice kind="fault">
      <div className="spread">
        <span>{strings.unsaved}</span>
        <span className="line">
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a question that a key called up is answered by keys */}
          <Button look="plain" small autoFocus onPress={onGoOn}>
            {strings.goOn}
          </Button>
          <Button look="danger" small onPress={onLeave}>
            {strings.throwAway}
          </Button>
        </span>
      </div>
    </Notice>
  )
}

/** A file that was chosen is no work: it is sent, or soon chosen again. Nor are words that are searched for. */
function isWork(target: EventTarget): boolean {
  return !(target instanceof HTMLInputElement && ['file', 'search'].includes(target.type))
}

type ConfirmProps = Props & {
  label: string
  look?: Look
  error?: unknown
  isPending?: boolean
  isDisabled?: boolean
  onConfirm: () => void
}

/** Ask before something that cannot be taken back. */
export function Confirm({ label, look = 'danger', error, isPending, isDisabled, onConfirm, children, ...props }: ConfirmProps) {
  return (
    <Dialog {...props}>
      {children}
      {Boolean(error) && <ErrorNotice error={error} />}
      <div className="actions">
        <Button look="plain" onPress={props.onClose}>
          {strings.cancel}
        </Button>
        <Button look={look} isPending={isPending} isDisabled={isDisabled} onPress={onConfirm}>
          {label}
        </Button>
      </div>
    </Dialog>
  )
}
