import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Loaded } from './Loaded'

type Component<P> = (props: P) => ReactNode
type Load<P> = () => Promise<{ default: Component<P> }>

let count = 0

/** Return a screen that is loaded when it is first shown. Where that fails, such as without a network, it can be tried again. */
export const laterScreen = <P extends object>(load: Load<P>) => later(load, true)

/** The same for a part of a screen. */
export const laterPart = <P extends object>(load: Load<P>) => later(load, false)

function later<P extends object>(load: Load<P>, isScreen: boolean): Component<P> {
  const queryKey = ['parts', (count += 1)]
  return function Later(props) {
    const part = useQuery({ queryKey, queryFn: load, staleTime: Infinity, gcTime: Infinity, structuralSharing: false })
    return (
      <Loaded query={part} isScreen={isScreen}>
        {({ default: Part }) => <Part {...props} />}
      </Loaded>
    )
  }
}
