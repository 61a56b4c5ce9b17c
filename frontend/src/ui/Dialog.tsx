import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, type Look } from './Button'
import { ErrorNotice } from './Notice'
import { strings } from './strings'

type Props = { title: string; isOpen: boolean; onClose: () => void; wide?: boolean; children: ReactNode }

export function Dialog({ title, isOpen, onClose, wide, children }: Props) {
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
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
