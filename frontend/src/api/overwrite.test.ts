import { expect, test, vi } from 'vitest'
import { strings } from './strings'
import { overwrite, Overtaken, type Seen } from './overwrite'
import { messageOfError, Problem } from './problem'

/** A calendar on the server: it has a version and one part that is of interest. */
function server(version: number, state: string) {
  const now = { version, state }
  const read = vi.fn(() => Promise.resolve<Seen<string>>({ etag: `"${now.version}"`, state: now.state }))
  const write = vi.fn((etag: string) => {
    if (etag !== `"${now.version}"`) return Promise.reject(new Problem(412, { code: 'calendar_changed', detail: 'Changed.' }))
    now.version += 1
    return Promise.resolve('written')
  })
  return { now, read, write }
}

test('what was seen is written over without reading again', async () => {
  const { read, write } = server(3, 'mine')
  expect(await overwrite({ etag: '"3"', state: 'mine' }, read, write)).toBe('written')
  expect(read).not.toHaveBeenCalled()
})

test('a change elsewhere in the calendar stands in nobody’s way', async () => {
  const { read, write } = server(5, 'mine')
  expect(await overwrite({ etag: '"3"', state: 'mine' }, read, write)).toBe('written')
  expect(write.mock.calls).toEqual([['"3"'], ['"5"']])
})

test('a change of the same part is not written over, and is told', async () => {
  const { read, write, now } = server(5, 'theirs')
  const refused = overwrite({ etag: '"3"', state: 'mine' }, read, write)
  await expect(refused).rejects.toEqual(new Overtaken({ etag: '"5"', state: 'theirs' }))
  expect(now.version).toBe(5)
})

test('without a tag the part is read and compared first', async () => {
  const { read, write } = server(5, 'theirs')
  await expect(overwrite({ state: 'mine' }, read, write)).rejects.toBeInstanceOf(Overtaken)
  expect(write).not.toHaveBeenCalled()
})

test('other refusals are not tried again', async () => {
  const { read } = server(5, 'mine')
  const write = vi.fn(() => Promise.reject(new Problem(409, { code: 'calendar_finalized', detail: 'Finalized.' })))
  await expect(overwrite({ etag: '"5"', state: 'mine' }, read, write)).rejects.toThrow('Finalized.')
  expect(write).toHaveBeenCalledTimes(1)
})

test('a calendar that never rests is given up', async () => {
  const { read } = server(5, 'mine')
  const write = vi.fn(() => Promise.reject(new Problem(412, { code: 'calendar_changed', detail: 'Changed.' })))
  await expect(overwrite({ etag: '"5"', state: 'mine' }, read, write)).rejects.toThrow('Changed.')
  expect(write).toHaveBeenCalledTimes(4)
})

test('what was overtaken is told in its own words', () => {
  expect(messageOfError(new Overtaken({ state: 'theirs' }))).toBe(strings.overtaken)
})
