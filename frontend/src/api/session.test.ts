import { expect, test, vi } from 'vitest'
import { Session, type Tokens } from './session'

const ORIGIN = 'http://app.example'

/** A server whose only good access token is `a<n>`, where n counts the refreshes. */
function server({ refreshStatus = 200 } = {}) {
  const seen: string[] = []
  let generation = 0
  const fetcher = async (request: Request): Promise<Response> => {
    await Promise.resolve()
    const path = new URL(request.url).pathname
    if (path.endsWith('/token/refresh/')) {
      const { refresh } = (await request.json()) as { refresh: string }
      seen.push(`refresh ${refresh}`)
      if (refreshStatus !== 200) return new Response('{}', { status: refreshStatus })
      generation += 1
      return Response.json({ access: `a${generation}`, refresh: `r${generation}` } satisfies Tokens)
    }
    const isGood = request.headers.get('Authorization') === `Bearer a${generation}`
    seen.push(`${path} ${isGood}`)
    return new Response(await request.text(), { status: isGood ? 200 : 401 })
  }
  return { seen, fetcher, expire: () => (generation += 1) }
}

function opened(fetcher: (request: Request) => Promise<Response>): Session {
  const session = new Session(fetcher, ORIGIN)
  session.open({ access: 'a0', refresh: 'r0' })
  return session
}

test('a good token is sent as it is', async () => {
  const { seen, fetcher } = server()
  const response = await opened(fetcher).send(new Request(`${ORIGIN}/home/`))
  expect([response.status, seen]).toEqual([200, ['/home/ true']])
})

test('parallel requests with an expired token share one refresh', async () => {
  const { seen, fetcher, expire } = server()
  const session = opened(fetcher)
  expire()
  const paths = ['/a/', '/b/', '/c/', '/d/']
  const responses = await Promise.all(paths.map((path) => session.send(new Request(ORIGIN + path))))
  expect(responses.map((each) => each.status)).toEqual([200, 200, 200, 200])
  expect(seen.filter((each) => each.startsWith('refresh'))).toEqual(['refresh r0'])
})

test('a request that learns late that its token expired uses what the refresh gave', async () => {
  const { seen, fetcher, expire } = server()
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const slow = async (request: Request) => {
    const isLate = request.url.endsWith('/late/')
    const response = await fetcher(request)
    if (isLate && response.status === 401) await gate
    return response
  }
  const session = opened(slow)
  expire()
  const late = session.send(new Request(`${ORIGIN}/late/`))
  await session.send(new Request(`${ORIGIN}/early/`))
  release()
  expect((await late).status).toBe(200)
  expect(seen.filter((each) => each.startsWith('refresh'))).toEqual(['refresh r0'])
})

test('a body is sent again after a refresh', async () => {
  const { fetcher, expire } = server()
  const session = opened(fetcher)
  expire()
  const response = await session.send(new Request(`${ORIGIN}/a/`, { method: 'POST', body: 'hello' }))
  expect([response.status, await response.text()]).toEqual([200, 'hello'])
})

test('a refused refresh closes the session and tells so', async () => {
  const { fetcher, expire } = server({ refreshStatus: 401 })
  const session = opened(fetcher)
  let told = 0
  session.subscribe(() => (told += 1))
  expire()
  const response = await session.send(new Request(`${ORIGIN}/a/`))
  expect([response.status, session.isOpen, told]).toEqual([401, false, 1])
})

test.each([403, 429, 503])('a refresh answered with %i does not end the session, and says why nothing came', async (refreshStatus) => {
  const { fetcher, expire } = server({ refreshStatus })
  const session = opened(fetcher)
  expire()
  const responses = await Promise.all(['/a/', '/b/'].map((path) => session.send(new Request(ORIGIN + path))))
  expect(await Promise.all(responses.map((each) => each.text()))).toEqual(['{}', '{}'])
  expect([...responses.map(({ status }) => status), session.isOpen]).toEqual([refreshStatus, refreshStatus, true])
})

test('a network that is away at the refresh does not end the session', async () => {
  const { fetcher, expire } = server()
  const session = opened((request) => (request.url.endsWith('/refresh/') ? Promise.reject(new TypeError('away')) : fetcher(request)))
  expire()
  await expect(session.send(new Request(`${ORIGIN}/a/`))).rejects.toThrow('away')
  await session.freshen()
  expect(session.isOpen).toBe(true)
})

test('an old token is refreshed ahead, a new one is not', async () => {
  vi.useFakeTimers()
  const { seen, fetcher } = server()
  const session = opened(fetcher)
  await session.freshen()
  expect(seen).toEqual([])
  vi.advanceTimersByTime(61_000)
  await session.freshen()
  await session.send(new Request(`${ORIGIN}/a/`))
  vi.useRealTimers()
  expect(seen).toEqual(['refresh r0', '/a/ true'])
})
