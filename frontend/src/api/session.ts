/** The two tokens of a log-in. They live in memory only: a reload or a closed tab ends the session here. */
export type Tokens = { access: string; refresh: string }
type Fetcher = (request: Request) => Promise<Response>
type Listener = () => void

const REFRESH = '/api/v1/accounts/token/refresh/'

export class Session {
  private tokens: Tokens | null = null
  private refreshing: Promise<boolean> | null = null
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
    return (await this.renew(access)) ? this.fetcher(signed(request, this.tokens?.access)) : response
  }

  /** A refresh token works once, so parallel requests share one refresh, and late ones use what it gave. */
  private renew(expired: string): Promise<boolean> {
    if (!this.tokens) return Promise.resolve(false)
    if (this.tokens.access !== expired) return Promise.resolve(true)
    this.refreshing ??= this.refresh(this.tokens.refresh).finally(() => {
      this.refreshing = null
    })
    return this.refreshing
  }

  private async refresh(token: string): Promise<boolean> {
    const response = await this.fetcher(
      new Request(new URL(REFRESH, this.origin), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refresh: token }),
      }),
    )
    if (response.ok) this.open((await response.json()) as Tokens)
    else if (response.status < 500) this.close()
    return response.ok
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener())
  }
}

function signed(request: Request, access: string | undefined): Request {
  if (access) request.headers.set('Authorization', `Bearer ${access}`)
  return request
}
