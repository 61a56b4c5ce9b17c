import { ButtonLink } from '../ui/Button'
import { Page } from '../ui/Page'
import { strings } from '../ui/strings'

export function Lost() {
  return (
    <Page title={strings.lost} lead={strings.lostText}>
      <ButtonLink href="/">{strings.backHome}</ButtonLink>
    </Page>
  )
}
