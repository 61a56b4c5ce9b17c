import { api, unwrap } from '../api/client'
import { useProfile } from '../api/queries'
import { useAction } from '../api/useAction'
import { Button } from '../ui/Button'
import { ErrorNotice, Notice } from '../ui/Notice'
import { strings } from '../ui/strings'

/** Remind whoever has not proved the address yet, and say how many mails wait for it. */
export function VerifyHint() {
  const user = useProfile().data
  const resend = useAction(() => unwrap(api.POST('/api/v1/accounts/email/verify/resend/')), { done: strings.resent })
  if (!user || user.email_verified) return null
  return (
    <div className="verify stack-small">
      <Notice>
        <div className="spread">
          <span>
            {strings.unverified(user.email)} {user.mails_held > 0 && strings.held(user.mails_held)}
          </span>
          <Button look="plain" small isPending={resend.isPending} onPress={() => resend.mutate(undefined)}>
            {strings.resend}
          </Button>
        </div>
      </Notice>
      {resend.error && <ErrorNotice error={resend.error} />}
    </div>
  )
}
