import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Read the custom properties of a file in order: those of the light look, then those of the dark one. */
function colours(path: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const [, name = '', value = ''] of readFileSync(path, 'utf8').matchAll(/(--[\w-]+):\s*([^;]+);/g)) (found[name] ??= []).push(value)
  return found
}

test('the app has the colours of the pages for invitees', () => {
  const ours = colours('src/ui/theme.css')
  const theirs = colours('../static/oneonone.css')
  const shared = ['--page', '--card', '--ink', '--soft', '--accent', '--on-accent', '--fault', '--done', '--low', '--medium']
  expect(shared.map((name) => [name, ours[name]])).toEqual(shared.map((name) => [name, theirs[name]]))
})
