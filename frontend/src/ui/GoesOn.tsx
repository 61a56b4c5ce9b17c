import { Button } from './Button'
import { toast } from '../message'
import { Notice } from './Notice'
import { strings } from './strings'

/** Say that what was begun earlier is still here. */
export function GoesOn({ onStartOver }: { onStartOver: () => () => void }) {
  return (
    <div className="goes-on">
      <Notice>
        <div className="spread">
          <span>{strings.goesOn}</span>
          <Button look="plain" small onPress={() => toast(strings.startedOver, { undo: onStartOver() })}>
            {strings.startOver}
          </Button>
        </div>
      </Notice>
    </div>
  )
}
