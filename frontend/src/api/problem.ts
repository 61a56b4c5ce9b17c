import { strings } from './strings'

/** A refusal of the server: messages by field, and one in words for the rest. */
export class Problem extends Error {
  readonly fields: Record<string, string[]>
  readonly code: string

  constructor(
    readonly status: number,
    body: unknown,
  ) {
    const fields = fieldsOf(body)
    super(textOf(status, body, fields))
    this.name = 'Problem'
    this.fields = fields
    this.code = isRecord(body) && typeof body.code === 'string' ? body.code : ''
  }
}

export function fieldsOfError(error: unknown): Record<string, string[]> {
  return error instanceof Problem ? error.fields : {}
}

/** Say what went wrong; a form tells its fields' faults beside them, and only the rest here. */
export function messageOfError(error: unknown): string {
  return error instanceof Problem ? error.message : strings.unreachable
}

function textOf(status: number, body: unknown, fields: Record<string, string[]>): string {
  if (isRecord(body) && typeof body.detail === 'string') return body.detail
  const messages = [...new Set(Object.values(fields).flat())]
  if (messages.length) return messages.slice(0, 5).join(' ')
  return status === 404 ? strings.notYours : strings.ourFault
}

/** Flatten DRF's nested lists: `{meetings: {0: {start: [...]}}}` becomes `{meetings: [...]}`. */
function fieldsOf(body: unknown): Record<string, string[]> {
  if (!isRecord(body) || typeof body.detail === 'string') return {}
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, textsIn(value)]))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
