import { expect, test } from 'vitest'
import { settingsIn } from './settings'

const TYPED = { name: ' Talks ', description: '', length: '45', buffer: '0', raster: '15', time_zone: 'Asia/Tokyo', deadline: '2030-03-04T08:00', allow_changes: 'on' }

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('every field of the first step reaches the plan', () => {
  expect(settingsIn(formOf(TYPED))).toEqual({
    name: 'Talks',
    description: '',
    length: 45,
    buffer: 0,
    raster: 15,
    zone: 'Asia/Tokyo',
    deadline: '2030-03-04T08:00',
    showInvitees: false,
    allowChanges: true,
  })
})

test('an emptied number leaves the former one', () => {
  const typed = settingsIn(formOf({ ...TYPED, length: '', buffer: '' }))
  expect([typed, 'length' in typed, 'buffer' in typed]).toEqual([expect.objectContaining({ name: 'Talks' }), false, false])
})

test('meetings at any time have no raster', () => {
  expect(settingsIn(formOf({ ...TYPED, raster: '' })).raster).toBeNull()
})
