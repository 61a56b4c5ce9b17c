import { Button } from './Button'
import { Notice } from './Notice'
import { strings } from './strings'

const MOST = 8

/** What is there now instead of what was edited; saving again replaces it, and what was typed stays until then. */
export function Conflict({ lines, onLeave }: { lines: readonly string[]; onLeave: () => void }) {
  return (
    <Notice kind="fault">
      <p>{strings.conflict}</p>
      <ul>
        {lines.slice(0, MOST).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > MOST && <p>{strings.andMore(lines.length - MOST)}</p>}
      <div className="spread">
        <span>{strings.mine}</span>
        <Button look="plain" small onPress={onLeave}>
          {strings.theirs}
        </Button>
      </div>
    </Notice>
  )
}
