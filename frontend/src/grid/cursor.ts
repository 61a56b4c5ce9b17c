import type { Brush } from './paint'
import type { Place } from './week'

/** Where the keyboard is: the cell with the focus, and where a selection began. */
export type Cursor = { at: Place; anchor: Place }
type Size = { rows: number; columns: number }

const STEPS: Record<string, (at: Place, size: Size) => Place> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
}

/** Return where a key leads, or null for a key that does not move; with shift the selection grows. */
export function moved(cursor: Cursor, key: string, isExtending: boolean, size: Size): Cursor | null {
  const step = STEPS[key]
  if (!step) return null
  const { row, column } = step(cursor.at, size)
  const at = { row: clamp(row, size.rows), column: clamp(column, size.columns) }
  return { at, anchor: isExtending ? cursor.anchor : at }
}

/** Return what a key paints: its preference, nothing with 0 and the deleting keys, null for other keys. */
export function brushOf(key: string): Brush | null {
  if (key === '0' || key === 'Delete' || key === 'Backspace') return 0
  return key === '1' || key === '2' || key === '3' ? (Number(key) as Brush) : null
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1)
}
