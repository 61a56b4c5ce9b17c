import { ButtonLink } from './Button'
import { Page } from './Page'
import { strings } from './strings'

export function Lost() {
  return (
    <Page title={strings.lost} lead={strings.lostText}>
      <ButtonLink href="/">{strings.backHome}</ButtonLink>
    </Page>
  )
}
