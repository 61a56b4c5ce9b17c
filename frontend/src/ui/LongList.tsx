import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { GridList, GridListItem, type Selection } from 'react-aria-components/GridList'
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer'

type Row = { id: number }
type Props<T extends Row> = {
  label: string
  items: readonly T[]
  nameOf: (item: T) => string
  children: (item: T) => ReactNode
  /** About how high a row is, in pixels. */
  rowSize: number
  /** What the rows show beside their items: they are drawn anew when it changes. */
  shows?: readonly unknown[]
  /** The rows can be chosen. */
  choice?: { chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void }
  className?: string
}

const WHOLE = 50 // rows that are drawn whether they are in view or not, so that the browser can find words in them

/** A list of any length; of a long one only what is in view is drawn. Up and down move through it, left and right through a row. */
export function LongList<T extends Row>({ label, items, nameOf, children, rowSize, shows = [], choice, className = '' }: Props<T>) {
  const onChange = (keys: Selection) => choice?.onChange(new Set(keys === 'all' ? items.map((item) => item.id) : [...keys].map(Number)))
  const list = (
    <GridList
      aria-label={label}
      className={`long-list ${className}`}
      items={items}
      dependencies={[...shows]}
      selectionMode={choice ? 'multiple' : 'none'}
      selectedKeys={choice?.chosen}
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
  if (items.length <= WHOLE) return list
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: rowSize }}>
      {list}
    </Virtualizer>
  )
}
