import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import type { Finding } from '@/lib/core/finding'
import { identifyingCode } from '@/lib/core/normalise'
import { pathLabel } from '@/lib/features/content/rules/display'
import { column, folded, IS_COMPARABLE } from '@/lib/features/filing/queries/duplicates'
import { CODE_LIKENESSES, type CodeLikeness } from '@/lib/features/filing/rules/likeness'
import { clear, doubt, unchecked } from '@/lib/features/inspection/rules/finding'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { foldLookAlikes } from '../rules/serial'
import type { ChangeValues } from '../schema/change'

const found = z.object({
  filingId: z.uuid().nullable(),
  registrationNumber: z.string().nullable(),
  inArea: z.boolean(),
  same: z.boolean(),
})
type Found = z.output<typeof found>

/** A number that so many others have is no likeness any more. */
const MOST = 50

type Which = { machineId: string; filingId: string | null; after: ChangeValues }

/**
 * Whether another registration, anywhere in the country, has a number that this change brings: compared as keys with
 * look-alikes folded, through the indexes *_folded. The desk reads it, since later filings and changes alter the answer.
 * @returns nothing where the change brings no such number
 */
export async function sameMachineFindings(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  which: Which,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, path] of entriesOf(CODE_LIKENESSES)) {
    const value = which.after[path]
    if (value === undefined) continue
    const key = typeof value === 'string' ? identifyingCode(value) : null
    findings.push(
      key === null
        ? unchecked(`变更后没有${pathLabel(path)}，没有比对重复登记`, [path])
        : findingOf(path, await findOthers(reader, actor, { ...which, name, key })),
    )
  }
  return findings
}

const entriesOf = (likenesses: typeof CODE_LIKENESSES) =>
  Object.entries(likenesses) as [CodeLikeness, (typeof CODE_LIKENESSES)[CodeLikeness]][]

function findOthers(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  { name, key, machineId, filingId }: Which & { name: CodeLikeness; key: string },
): Promise<Found[]> {
  const value = foldLookAlikes(key)
  const own = Prisma.sql`${filingId}::uuid`
  return rowsOf(reader, found)`
    SELECT alike."filingId", max(alike.number) AS "registrationNumber", coalesce(bool_or(alike."inArea"), FALSE) AS "inArea",
      bool_or(alike.code = ${key}) AS same
    FROM (
      SELECT o.id AS "filingId", NULL::uuid AS "machineId", NULL::text AS number, ${areaSql(actor.area, 'o')} AS "inArea",
        o.${column(name)} AS code
      FROM filing o WHERE ${folded('o', name)} = ${value} AND o.id IS DISTINCT FROM ${own} AND ${IS_COMPARABLE}
      UNION ALL
      SELECT m."filingId", CASE WHEN m."filingId" IS NULL THEN m.id END, m."registrationNumber", ${areaSql(actor.area, 'm')},
        m.${column(name)}
      FROM machine m WHERE ${folded('m', name)} = ${value} AND m.id <> ${machineId}::uuid) alike
    GROUP BY alike."filingId", alike."machineId" ORDER BY "inArea" DESC, same DESC LIMIT ${MOST}`
}

function findingOf(path: string, others: readonly Found[]): Finding {
  const label = pathLabel(path)
  if (others.length === 0) return clear(`没有其他登记使用变更后的${label}（已比对易混字符）`)
  const numbers = others.flatMap(({ registrationNumber }) => registrationNumber ?? [])
  const away = others.filter(({ inArea }) => !inArea).length
  const notes = [
    numbers.length > 0
      ? `含已登记的 ${numbers.slice(0, 3).join('、')}${numbers.length > 3 ? ' 等' : ''}`
      : '',
    away > 0 ? `${away} 件不在本辖区` : '',
  ].filter(Boolean)
  const count = others.length === MOST ? `至少 ${MOST} 件` : `${others.length} 件`
  const alike = others.some(({ same }) => same) ? '相同' : '只差易混的字符（如 O 与 0、I 与 1）'
  const text = `变更后的${label}与其他 ${count}登记${notes.length > 0 ? `（${notes.join('；')}）` : ''}${alike}，疑似同一台机械`
  return {
    ...doubt(text, [path]),
    filingIds: others.flatMap(({ filingId, inArea }) => (filingId && inArea ? [filingId] : [])),
  }
}
