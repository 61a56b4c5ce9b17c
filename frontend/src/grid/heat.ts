import type { Invitation } from '../api/types'
import { joined } from './spans'
import { MINUTE } from './zone'

/** Count for each of the sorted instants how many people can for `minutes` from then on. */
export function countFree(instants: readonly number[], minutes: number, people: readonly Pick<Invitation, 'availability'>[]): number[] {
  const changes = new Int32Array(instants.length + 1)
  for (const person of people)
    for (const span of joined(person.availability)) {
      const first = firstFrom(instants, span.start)
      const after = firstFrom(instants, span.end - minutes * MINUTE + 1)
      if (after <= first) continue
      changes[first] = (changes[first] ?? 0) + 1
      changes[after] = (changes[after] ?? 0) - 1
    }
  let count = 0
  return instants.map((_, place) => (count += changes[place] ?? 0))
}

function firstFrom(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
