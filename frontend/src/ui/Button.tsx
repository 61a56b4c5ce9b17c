import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import { Link } from 'wouter'
import type { ReactNode, Ref } from 'react'

export type Look = '' | 'plain' | 'bare' | 'danger'
type Props = Omit<ButtonProps, 'className' | 'style'> & { look?: Look; small?: boolean; ref?: Ref<HTMLButtonElement> }

/** While it is pending it keeps the focus but does nothing; React Aria's own way leaves a nameless image behind. */
export function Button({ look = '', small, isPending, type, onPress, ...props }: Props) {
  const state = isPending ? { 'aria-disabled': true, 'data-pending': true } : { type, onPress }
  return <AriaButton {...props} {...state} className={looks(look, small)} />
}

type LinkProps = { href: string; look?: Look; small?: boolean; children: ReactNode }

export function ButtonLink({ href, look = '', small, children }: LinkProps) {
  return (
    <Link href={href} className={looks(look, small)}>
      {children}
    </Link>
  )
}

function looks(look: Look, small = false): string {
  return ['button', look, small && 'small'].filter(Boolean).join(' ')
}
