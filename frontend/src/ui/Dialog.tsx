import { useState, type ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, type Look } from './Button'
import { ErrorNotice } from './Notice'
import { strings } from './strings'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  wide?: boolean
  /** Something was painted here that a slip must not throw away; what is typed is noticed without. */
  hasWork?: boolean
  children: ReactNode
}

/** A click beside it or Escape closes it, unless work would be lost. */
export function Dialog({ title, isOpen, onClose, wide, hasWork = false, children }: Props) {
  const [isTyped, setTyped] = useState(false)
  const isKept = hasWork || isTyped
  const close = () => {
    setTyped(false)
    onClose()
  }
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && close()} isDismissable={!isKept} isKeyboardDismissDisabled={isKept}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="bare" small aria-label={strings.close} onPress={close}>
              ✕
            </Button>
          </div>
          <div className="stack" onInput={({ target }) => setTyped(isTyped || !isFile(target))}>
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A file that was chosen is no work; it is sent, or soon chosen again. */
function isFile(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type === 'file'
}

type ConfirmProps = Props & {
  label: string
  look?: Look
  error?: unknown
  isPending?: boolean
  onConfirm: () => void
}

/** Ask before something that cannot be taken back. */
export function Confirm({ label, look = 'danger', error, isPending, onConfirm, children, ...props }: ConfirmProps) {
  return (
    <Dialog {...props}>
      {children}
      {Boolean(error) && <ErrorNotice error={error} />}
      <div className="actions">
        <Button look="plain" onPress={props.onClose}>
          {strings.cancel}
        </Button>
        <Button look={look} isPending={isPending} onPress={onConfirm}>
          {label}
        </Button>
      </div>
    </Dialog>
  )
}
