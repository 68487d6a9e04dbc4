import { z } from 'zod'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Input } from './access-call'

/** Texts known to break programs: not storable, not a number, day or id, out of range. */
export const HOSTILE_TEXTS = [
  '\0',
  '张\0三',
  '\ud800',
  '',
  ' ',
  '%',
  '\\',
  "'; --",
  '-1',
  '99999999999999999999',
  '1e400',
  'NaN',
  '0000-00-00',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  '------------------------------------',
  'x'.repeat(5000),
] as const

const encoded = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')

/** Cursors that the server never issued. */
export const FORGED_CURSORS: readonly string[] = [
  'x',
  '%00',
  encoded(null),
  encoded({}),
  encoded([]),
  encoded([1, 2]),
  ...HOSTILE_TEXTS.flatMap((text) => [
    encoded([text]),
    encoded([text, text]),
    encoded([text, '0199d1c8-7d5e-7000-8000-000000000001']),
    encoded(['2026-01-01T00:00:00.000Z', text]),
    encoded(['0000-01-01T00:00:00.000Z', '0199d1c8-7d5e-7000-8000-000000000001']),
    encoded([text, text, text]),
  ]),
]

/** The input with one part at a time replaced by each hostile text. */
export function hostileInputs(endpoint: AnyEndpoint, input: Input): Input[] {
  const queryNames = namesOf(endpoint.query)
  const ofQuery = queryNames.flatMap((name) =>
    (name === 'cursor' ? FORGED_CURSORS : HOSTILE_TEXTS).map((text) => ({
      ...input,
      query: { ...input.query, [name]: text },
    })),
  )
  const ofPath = Object.keys(input.params).flatMap((name) =>
    HOSTILE_TEXTS.map((text) => ({ ...input, params: { ...input.params, [name]: text } })),
  )
  const ofBody = endpoint.body
    ? HOSTILE_TEXTS.flatMap((text) => replacements(input.body, text).map((body) => ({ ...input, body })))
    : []
  return [...ofQuery, ...ofPath, ...ofBody]
}

function namesOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return []
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.keys(properties ?? {})
}

/** Copies of the value, each with one of its texts replaced. */
function replacements(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text]
  if (Array.isArray(value))
    return value.flatMap((part, at) => replacements(part, text).map((made) => value.with(at, made)))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    replacements(part, text).map((made) => ({ ...value, [name]: made })),
  )
}
