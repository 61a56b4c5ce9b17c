import { useState, type CSSProperties, type ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { GridList, GridListItem, type Selection } from 'react-aria-components/GridList'
import { GridLayout, ListLayout, Size, Virtualizer } from 'react-aria-components/Virtualizer'
import { strings } from './strings'

type Row = { id: number }
type Props<T extends Row> = {
  label: string
  /** Where its rows show times, their zone. */
  zone?: string
  items: readonly T[]
  /** All that a row tells: screen readers hear this in the place of what is drawn. */
  nameOf: (item: T) => string
  children: (item: T) => ReactNode
  /** About how high a row is, in pixels. */
  rowSize: number
  /** Rows stand beside each other, at least so many pixels wide. */
  across?: number
  /** Rows grow and shrink when something in them is pressed. */
  unfolds?: boolean
  /** What the rows show beside their items: they are drawn anew when it changes. */
  shows?: readonly unknown[]
  /** The rows can be chosen. */
  choice?: { chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void }
  className?: string
}

const WHOLE = 50 // rows that are drawn whether they are in view or not, so that the browser can find words in them
const NO_SPACE = new Size(0, 0)

/** A list of any length; of a long one only what is in view is drawn. Up and down move through it, left and right through a row or to the one beside. */
export function LongList<T extends Row>({ label, zone, items, nameOf, children, rowSize, across, unfolds = false, shows = [], choice, className = '' }: Props<T>) {
  const onChange = (keys: Selection) => choice?.onChange(new Set(keys === 'all' ? items.map((item) => item.id) : [...keys].map(Number)))
  const [isWhole, setWhole] = useState(items.length <= WHOLE)
  if (isWhole && items.length > WHOLE) setWhole(false) // and never back: the list would be made anew, and the focus in it lost
  const list = (
    <GridList
      aria-label={zone ? strings.listIn(label, zone) : label}
      className={['long-list', across && isWhole && 'across', className].filter(Boolean).join(' ')}
      style={across ? ({ '--across': `${across}px` } as CSSProperties) : undefined}
      layout={across ? 'grid' : 'stack'}
      items={items}
      dependencies={[...shows]}
      selectionMode={choice ? 'multiple' : 'none'}
      selectedKeys={choice?.chosen}
      escapeKeyBehavior="none"
      onSelectionChange={onChange}
    >
      {(item) => (
        <GridListItem className="long-row" textValue={nameOf(item)}>
          {choice && (
            <Checkbox slot="selection" className="box">
              <span aria-hidden="true">✓</span>
            </Checkbox>
          )}
          {children(item)}
        </GridListItem>
      )}
    </GridList>
  )
  if (isWhole) return list
  if (across)
    return (
      <Virtualizer layout={GridLayout} layoutOptions={{ minItemSize: new Size(across, rowSize), minSpace: NO_SPACE }}>
        {list}
      </Virtualizer>
    )
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: rowSize }} shouldObserveItemSize={unfolds}>
      {list}
    </Virtualizer>
  )
}
