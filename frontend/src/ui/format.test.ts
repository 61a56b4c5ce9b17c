import { expect, test } from 'vitest'
import { englishOf } from './format'

test.each([
  ['de-DE', 'en-DE'],
  ['en-US', 'en-US'],
  ['fr', 'en-FR'],
])('a reader of %s gets %s', (locale, english) => {
  expect(englishOf(locale)).toBe(english)
})
