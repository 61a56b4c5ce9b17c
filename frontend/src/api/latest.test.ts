import { expect, test } from 'vitest'
import { latestError } from './latest'

const idle = { error: null, submittedAt: 0 }

test('only the write that was begun last is told about', () => {
  const failed = { error: new Error('Changed.'), submittedAt: 1 }
  const later = { error: null, submittedAt: 2 }

  expect(latestError(idle, failed)).toBe(failed.error)
  expect(latestError(failed, idle)).toBe(failed.error)
  expect(latestError(failed, later, idle)).toBe(null)
  expect(latestError(later, failed)).toBe(null)
})
