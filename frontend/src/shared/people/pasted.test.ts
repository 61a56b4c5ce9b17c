import { expect, test } from 'vitest'
import type { Contact } from '../../api/types'
import { chosenAfter, namedIn, nobody, waits, type Line } from './pasted'

const contact = (id: number, email: string) => ({ id, email }) as Contact
const line = (number: number, text: string): Line => ({ line: number, text, reason: 'no' })
const [ana, dana] = [contact(1, 'ana@example.org'), contact(2, 'dana@example.org')]

test('a line that names a known contact chooses this one only', () => {
  expect(namedIn([line(1, 'Dana Lee <Dana@Example.org>')], [ana, dana])).toEqual({ people: [dana], strange: [] })
})

test('whoever is read is chosen, and lines without anybody stay', () => {
  const chosen = { ...nobody, people: new Map([[ana.id, ana]]), pasted: 'Cy <cy@example.org>\nnobody at all\ndana@example.org' }
  const cy = contact(3, 'cy@example.org')
  const after = chosenAfter(chosen, { created: [cy], skipped: [line(2, 'nobody at all'), line(3, 'dana@example.org')] }, [ana, dana])
  expect([...after.people.keys()]).toEqual([1, 3, 2])
  expect(after.pasted).toBe('nobody at all')
})

test('somebody who stands there twice is chosen once, without a fault', () => {
  const cy = contact(3, 'cy@example.org')
  const after = chosenAfter({ ...nobody, pasted: 'x' }, { created: [cy], skipped: [line(2, 'cy@example.org')] }, [])
  expect([[...after.people.keys()], after.pasted]).toEqual([[3], ''])
})

test('a line that the report shows in part stays whole', () => {
  const long = `${'x'.repeat(300)} end`
  expect(chosenAfter({ ...nobody, pasted: `Cy\n${long}` }, { created: [], skipped: [line(2, long.slice(0, 200))] }, []).pasted).toBe(long)
})

test('lines wait until somebody has looked at them, and again once they are changed', () => {
  const left = chosenAfter({ ...nobody, pasted: 'nobody at all' }, { created: [], skipped: [line(1, 'nobody at all')] }, [])
  expect([waits(nobody), waits({ ...nobody, pasted: ' \n' }), waits({ ...nobody, pasted: 'Cy' }), waits(left), waits({ ...left, pasted: 'somebody' })]).toEqual([
    false,
    false,
    true,
    false,
    true,
  ])
})
