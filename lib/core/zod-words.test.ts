import './zod-locale'
import { describe, expect, it } from 'vitest'
import { type core, z } from 'zod'
import { nameFields } from './field-labels'

const wordsOf = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ message }) => message)

type Kind = core.$ZodIssue['code']
type Raised = readonly [schema: z.ZodType, value: unknown]

class Machine {}
/** A value for each kind of issue that the installed zod knows: the compiler asks for a new one. */
const KINDS: Record<Kind, readonly Raised[]> = {
  invalid_type: [
    ...[z.string(), z.number(), z.int(), z.bigint(), z.boolean(), z.date(), z.symbol(), z.null()],
    ...[z.array(z.any()), z.tuple([z.string()]), z.set(z.any()), z.object({}), z.map(z.any(), z.any())],
    ...[z.record(z.string(), z.any()), z.file(), z.nan(), z.function() as unknown as z.ZodType],
    ...[z.undefined(), z.never(), z.void()],
  ]
    .filter((schema) => typeof schema.safeParse === 'function')
    .flatMap((schema): Raised[] => [
      [z.object({ version: schema }), { version: Object.create(null) }],
      [z.object({ version: schema }), { version: 'x' }],
      [z.object({ version: schema }), { version: Number.NaN }],
      [z.object({ version: schema }), { version: null }],
      [z.object({ version: schema }), {}],
      [schema, 5n],
    ]),
  invalid_value: [
    [z.enum(['A', 'B']), 'C'],
    [z.object({ kind: z.enum(['A', 'B']) }), {}],
    [z.literal('A'), 'B'],
    [z.literal([1, null, true]), 'B'],
    [z.enum(Array.from({ length: 30 }, (_, n) => `CODE_${n}`)), ''],
  ],
  too_big: [
    [z.string().max(3), '12345'],
    [z.string().length(3), '12345'],
    [z.number().max(3), 5],
    [z.number().lt(3), 3],
    [z.int32(), 2 ** 40],
    [z.bigint().max(3n), 5n],
    [z.array(z.number()).max(1), [1, 2]],
    [z.set(z.number()).max(1), new Set([1, 2])],
    [
      z.map(z.number(), z.number()).max(1),
      new Map([
        [1, 1],
        [2, 2],
      ]),
    ],
    [z.date().max(new Date('2026-11-30')), new Date('2027-01-01')],
    [z.file().max(1), new File(['abc'], 'a')],
    [z.tuple([z.number()]), [1, 2]],
  ],
  too_small: [
    [z.string().min(3), '1'],
    [z.string().length(3), '1'],
    [z.number().min(3), 1],
    [z.number().gt(3), 3],
    [z.number().positive(), -1],
    [z.array(z.number()).min(1), []],
    [z.array(z.number()).length(1), []],
    [z.set(z.number()).min(1), new Set()],
    [z.date().min(new Date('2026-11-30')), new Date('2020-01-01')],
    [z.file().min(10), new File(['abc'], 'a')],
    [z.tuple([z.number(), z.number()]), [1]],
  ],
  invalid_format: [
    ...[
      z.email(),
      z.url(),
      z.emoji(),
      z.uuid(),
      z.guid(),
      z.nanoid(),
      z.cuid(),
      z.cuid2(),
      z.ulid(),
      z.xid(),
    ],
    ...[z.ksuid(), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.mac(), z.base64(), z.base64url(), z.e164()],
    ...[z.jwt(), z.iso.datetime(), z.iso.date(), z.iso.time(), z.iso.duration(), z.hex(), z.hostname()],
    ...[z.string().regex(/^a$/), z.string().startsWith('甲'), z.string().endsWith('乙')],
    ...[z.string().includes('丙'), z.string().lowercase(), z.string().uppercase()],
    ...[z.templateLiteral(['甲', z.number()])],
  ].map((schema): Raised => [schema, '!? Xx']),
  not_multiple_of: [
    [z.number().multipleOf(5), 3],
    [z.bigint().multipleOf(5n), 3n],
  ],
  unrecognized_keys: [
    [z.strictObject({}), { color: 1 }],
    [z.strictObject({}), Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`k${n}`.repeat(40), n]))],
  ],
  invalid_union: [
    [z.union([z.number(), z.boolean()]), 'x'],
    [z.union([z.object({ a: z.number() }), z.object({ b: z.string() })]), {}],
    [
      z.discriminatedUnion('type', [z.object({ type: z.literal('A') }), z.object({ type: z.literal('B') })]),
      {},
    ],
    [z.xor([z.string(), z.any()]), 'x'],
  ],
  invalid_key: [
    [z.record(z.string().min(3), z.number()), { a: 1 }],
    [z.map(z.string().min(3), z.number()), new Map([['a', 1]])],
  ],
  invalid_element: [[z.map(z.any(), z.number()), new Map([[{}, 'x']])]],
  custom: [
    [z.string().refine(() => false), 'x'],
    [z.custom(() => false), 'x'],
    [z.instanceof(Machine), {}],
  ],
}

/** Words that are the same in Chinese, and what zod itself would say. */
const KNOWN =
  /UUID|ISO|JSON|Base64|JWT|IPv[46]|null|true|false|version|kind|type|color|CODE_\d+|k\d+(?:k\d+)*|[AB]\b|2026-11-30T08:00:00Z/g
const HALF = /无效|期望|接收|undefined|instanceof|\(key\)|NaN|\[object/

describe('words for what a schema has none for', () => {
  it.each(Object.entries(KINDS))('%s: Chinese, and what to do', (code, raised) => {
    let seen = 0
    for (const [schema, value] of raised) {
      for (const issue of schema.safeParse(value).error?.issues ?? []) {
        if (issue.code === code) seen += 1
        expect(issue.message).toMatch(/请/)
        expect(issue.message).not.toMatch(HALF)
        expect(issue.message.replace(KNOWN, ''), issue.message).not.toMatch(/[A-Za-z]{2,}/)
        expect(issue.message.length).toBeLessThan(700)
      }
    }
    expect(seen, 'issues of this kind').toBeGreaterThan(0)
  })

  it('name the field and what it should be', () => {
    const body = z.object({ version: z.int(), photos: z.array(z.object({ slot: z.enum(['A', 'B']) })) })
    expect(wordsOf(body, { photos: [{ slot: 'C' }] })).toEqual([
      '缺少版本号（version），请填写数字',
      '“photos.0.slot”只能是以下之一：A、B，请改正',
    ])
    expect(wordsOf(body, { version: '1', photos: {} })).toEqual([
      '版本号（version）应为数字，请改正',
      '照片（photos）应为列表（JSON 数组），请改正',
    ])
    expect(wordsOf(z.strictObject({ a: z.any() }), { a: 1, b: 2 })).toEqual([
      '有不认识的项目：“b”，请删去，或核对名称',
    ])
    nameFields([['machine.tint', '机械颜色']])
    const content = z.object({ machine: z.object({ tint: z.string().max(3) }) })
    expect(wordsOf(content, { machine: { tint: '红橙黄绿' } })).toEqual([
      '机械颜色（machine.tint）不能超过 3 个字，请减少',
    ])
  })

  it('say nothing of what was typed', () => {
    const number = '110105194912310021'
    for (const schema of [z.string().max(3), z.number(), z.enum(['A']), z.email(), z.iso.date()])
      expect(wordsOf(z.object({ idNumber: schema }), { idNumber: number }).join()).not.toContain(number)
  })
})
