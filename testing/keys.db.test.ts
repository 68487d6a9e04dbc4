import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeKey, identifyingCode, nameKey } from '@/lib/core/normalise'
import { db } from '@/lib/server/database/db'
import {
  CLOSING,
  codes,
  DASHES,
  formsOfCode,
  formsOfName,
  HEADINGS,
  MIDDLE_DOTS,
  names,
  OPENING,
  RADICALS,
  STAMPS,
  spelled,
  UNSEEN,
} from './spellings'

/** PostgreSQL cannot store U+0000 and lone surrogates. */
const storable = (text: string) => !/[\0\p{Cs}]/u.test(text)

const anything = fc.string({ unit: 'binary', maxLength: 12 }).filter(storable)
const letters = fc.string({ unit: 'grapheme', maxLength: 12 })
const pieces = fc.constantFrom(
  ...UNSEEN,
  ...DASHES,
  ...STAMPS,
  ...MIDDLE_DOTS,
  ...OPENING,
  ...CLOSING,
  ...HEADINGS,
  ...Object.values(RADICALS),
  ...'无不详号码编号代码车:：/NOSPI№aé\u0301\u0307\u0338ıſßﬁ㈱Ａａ０½…´',
)
const made = fc
  .array(fc.oneof(pieces, pieces, letters, anything), { maxLength: 8 })
  .map((parts) => parts.join(''))
const typedName = names.chain((name) => spelled(name, UNSEEN, formsOfName))
const typedCode = codes.chain((code) => spelled(code, [...UNSEEN, ...DASHES, ...STAMPS], formsOfCode))

/** Blocks of uniform characters (ideographs, syllables, private use, unassigned): a sample of each is enough. */
const ALIKE = [
  [0x3400, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
  [0x17000, 0x18cff],
  [0x20000, 0x2f7ff],
  [0x2fa20, 0xdffff],
  [0xe1000, 0x10ffff],
] as const

/** Every character that may be a special case, except U+0000 and surrogates: alone, and between others. */
function everyCharacter(): string[] {
  const all = Array.from({ length: 0x110000 }, (_, at) => at).filter(
    (at) => at > 0 && (at < 0xd800 || at > 0xdfff),
  )
  const selected = all.filter(
    (at) => at % 61 === 0 || !ALIKE.some(([first, last]) => at >= first && at <= last),
  )
  return selected.map((at) => String.fromCodePoint(at)).map((sign) => `a${sign}\u0301 ${sign}B`)
}

async function twins(texts: readonly string[]) {
  return db().$queryRaw<{ t: string; name: string; code: string; told: string | null; grams: string[] }[]>`
    SELECT t, name_key(t) AS name, code_key(t) AS code, told_code(t) AS told FROM unnest(${[...texts]}::text[]) t`
}

async function expectAlike(texts: readonly string[]) {
  const different = (await twins(texts)).filter(
    ({ t, name, code, told }) => name !== nameKey(t) || code !== codeKey(t) || told !== identifyingCode(t),
  )
  expect(
    different
      .slice(0, 5)
      .map((row) => ({ ...row, typed: escape(row.t), ours: [nameKey(row.t), codeKey(row.t)] })),
  ).toEqual([])
}

test('the keys of the program and of the database are the same, whatever is typed', async () => {
  for (const arbitrary of [anything, letters, made, typedName, typedCode])
    await expectAlike(fc.sample(arbitrary, { numRuns: 4000, seed: 20261129 }))
})

test('for every character', async () => {
  const texts = everyCharacter()
  for (let from = 0; from < texts.length; from += 50_000) await expectAlike(texts.slice(from, from + 50_000))
})

test('a name is cut into pairs of its key', async () => {
  const [row] = await db().$queryRaw<{ grams: string[] }[]>`
    SELECT array_agg(g ORDER BY g) AS grams FROM name_grams('⻓ 沙（ａ）') g`
  expect(row?.grams).toEqual(['(A', 'A)', '沙(', '长沙'])
})
