import type { InputHTMLAttributes, ReactNode } from 'react'

type Props = InputHTMLAttributes<HTMLInputElement> & { children: ReactNode }

export function Tick({ children, ...props }: Props) {
  return (
    <label className="tick">
      <input type="checkbox" {...props} />
      <span>{children}</span>
    </label>
  )
}
