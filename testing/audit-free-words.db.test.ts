import { expect, it } from 'vitest'
import type { z } from 'zod'
import { routes } from '@/lib/api'

/** What officers give as why: these go into the audit trail. */
const WHY = ['reason', 'purposeText', 'evidenceReason', 'comment', 'basis']
/** Stored with the filing, never in the trail: owners are told there what does not fit. */
const ELSEWHERE = [
  'POST /api/console/filings/{id}/approve comment',
  'POST /api/console/filings/{id}/decisions comment',
  'POST /api/console/filings/{id}/decisions reason',
  'POST /api/console/filings/{id}/decline reason',
]

type Found = { name: string; schema: z.ZodType }

/** The fields of these names in a body, nested ones included. */
function fieldsOf(schema: unknown): Found[] {
  const { def } = schema as { def: Record<string, unknown> & { type: string } }
  if (def.type === 'object')
    return Object.entries(def.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
      WHY.includes(name) ? [{ name, schema: field }] : fieldsOf(field),
    )
  const inner = [def.innerType, def.element, def.in, ...((def.options as unknown[] | undefined) ?? [])]
  return inner.filter(Boolean).flatMap(fieldsOf)
}

it('no free words of an officer carry a personal number into the trail', () => {
  const found = routes
    .filter(({ endpoint }) => endpoint.auth === 'staff' && endpoint.body)
    .flatMap(({ endpoint }) =>
      fieldsOf(endpoint.body).map((field) => ({ ...field, at: `${endpoint.method} ${endpoint.path}` })),
    )
  const open = found
    .filter(({ schema }) => schema.safeParse('来电13800001102要求').success)
    .map(({ at, name }) => `${at} ${name}`)
  expect([...new Set(open)].sort()).toEqual(ELSEWHERE)
  expect(found.every(({ schema }) => schema.safeParse('机主来电要求 4-30468819').success)).toBe(true)
  expect(found.length).toBeGreaterThan(ELSEWHERE.length + 10)
})
