/** The two tokens of a log-in. They live in memory only: a reload or a closed tab ends the session here. */
export type Tokens = { access: string; refresh: string }
type Fetcher = (request: Request) => Promise<Response>
type Listener = () => void

const REFRESH = '/api/v1/accounts/token/refresh/'
const FRESH = 60_000 // milliseconds, of the minutes that an access token lives

export class Session {
  private tokens: Tokens | null = null
  private since = 0
  private refreshing: Promise<Response | null> | null = null
  private readonly listeners = new Set<Listener>()

  constructor(
    private readonly fetcher: Fetcher,
    private readonly origin: string,
  ) {}

  get isOpen(): boolean {
    return this.tokens !== null
  }

  get refreshToken(): string {
    return this.tokens?.refresh ?? ''
  }

  open(tokens: Tokens): void {
    this.tokens = tokens
    this.since = Date.now()
    this.tell()
  }

  close(): void {
    this.tokens = null
    this.tell()
  }

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Send with the access token; once it has expired, refresh it and send again. */
  send = async (request: Request): Promise<Response> => {
    const access = this.tokens?.access
    const response = await this.fetcher(signed(request.clone(), access))
    if (response.status !== 401 || !access) return response
    const refusal = await this.renew(access)
    if (!refusal) return this.fetcher(signed(request, this.tokens?.access))
    return this.isOpen ? refusal.clone() : response
  }

  /** Refresh an access token that is not new: what is sent while the page closes cannot wait for that. */
  async freshen(): Promise<void> {
    if (!this.tokens || Date.now() - this.since < FRESH) return
    await this.renew(this.tokens.access).catch(() => undefined) // Whatever is sent next meets the same network, and tells.
  }

  /** Return null once there is a good access token, else what the server said. A refresh token works once, so parallel requests share one refresh, and late ones use what it gave. */
  private renew(expired: string): Promise<Response | null> {
    if (!this.tokens) return Promise.resolve(new Response(null, { status: 401 }))
    if (this.tokens.access !== expired) return Promise.resolve(null)
    this.refreshing ??= this.refresh(this.tokens.refresh).finally(() => {
      this.refreshing = null
    })
    return this.refreshing
  }

  /** Only a refused token ends the session: a server that is busy, down or away may take it later. */
  private async refresh(token: string): Promise<Response | null> {
    const response = await this.fetcher(
      new Request(new URL(REFRESH, this.origin), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refresh: token }),
      }),
    )
    if (response.status === 400 || response.status === 401) this.close()
    if (!response.ok) return response
    this.open((await response.json()) as Tokens)
    return null
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener())
  }
}

function signed(request: Request, access: string | undefined): Request {
  if (access) request.headers.set('Authorization', `Bearer ${access}`)
  return request
}
