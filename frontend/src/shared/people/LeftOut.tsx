import type { ImportReport } from '../../api/contacts'
import { LongList } from '../../ui/LongList'
import { strings } from './strings'

/** The lines that an import left out, and why. */
export function LeftOut({ lines }: { lines: ImportReport['skipped'] }) {
  const rows = lines.map((each) => ({ ...each, id: each.line }))
  return (
    <LongList label={strings.leftOut(lines.length)} items={rows} nameOf={told} rowSize={40} className="left-out">
      {(row) => <span>{told(row)}</span>}
    </LongList>
  )
}

const told = ({ line, text, reason }: ImportReport['skipped'][number]) => strings.line(line, text, reason)
