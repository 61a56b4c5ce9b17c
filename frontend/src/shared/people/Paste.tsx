import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { ErrorNotice, Notice } from '../../ui/Notice'
import { LeftOut } from './LeftOut'
import { waits, type Chosen } from './pasted'
import { strings } from './strings'
import type { Pasting } from './usePasting'

type Props = { chosen: Chosen; onType: (pasted: string) => void; pasting: Pasting }

/** New people by paste; lines that name known contacts choose these, and lines that name nobody stay. */
export function Paste({ chosen, onType, pasting }: Props) {
  const { strange } = pasting
  return (
    <div className="stack-small">
      <Field label={strings.paste} hint={strings.pasteHint} rows={3} value={chosen.pasted} onChange={onType} isReadOnly={pasting.isPending} />
      <Button look="plain" small isDisabled={!waits(chosen)} isPending={pasting.isPending} onPress={pasting.add}>
        {strings.add}
      </Button>
      {pasting.error && <ErrorNotice error={pasting.error} />}
      {strange.length > 0 && (
        <>
          <Notice kind="fault">{strings.skipped(strange.length)}</Notice>
          <LeftOut lines={strange} />
        </>
      )}
    </div>
  )
}
