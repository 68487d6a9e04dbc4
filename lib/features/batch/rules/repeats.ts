import { identifyingCode, nameKey } from '@/lib/core/normalise'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { CODE_LIKENESSES, type CodeLikeness, makersDiffer } from '@/lib/features/filing/rules/likeness'
import type { FilingStatus } from '@/lib/features/filing/schema/owner'
import type { RowRemark } from '../schema'

/** A machine by what identifies it; codes are keys, null where there is none. */
export type Identified = Record<CodeLikeness, string | null> & { maker: string | null; model: string | null }

/** A machine or an unfinished filing that the owner can see: of others' nothing is told, as in the form. */
export type OwnRecord = Identified & {
  /** The registration number of a machine, the 查询号 of a filing. */
  number: string
  /** null: a registered machine */
  status: FilingStatus | null
}

const NAMES = Object.keys(CODE_LIKENESSES) as CodeLikeness[]

export function identify(content: FilingContent): Identified {
  const { machine } = content
  const codes = NAMES.map((name) => [name, identifyingCode(textOf(content, name))])
  return { ...Object.fromEntries(codes), maker: machine.manufacturer ?? null, model: machine.model ?? null }
}

function textOf(content: FilingContent, name: CodeLikeness): string | null {
  const value = valueAt(content, CODE_LIKENESSES[name])
  return typeof value === 'string' ? value : null
}

type Alike = { name: CodeLikeness; certain: boolean }

/**
 * By which code two machines are alike. An environment code or PIN is one machine's; a serial is its maker's, and an
 * engine may have been moved, so that these are certain only when maker and model do not speak against it.
 */
function likeness(one: Identified, other: Identified): Alike | null {
  const name = NAMES.find((each) => one[each] !== null && one[each] === other[each])
  if (!name) return null
  if (name === 'machineEnvCode' || name === 'pin') return { name, certain: true }
  const apart = makersDiffer(one.maker, other.maker) || modelsDiffer(one.model, other.model)
  return name === 'machineSerial' && apart ? null : { name, certain: name === 'machineSerial' }
}

const modelsDiffer = (one: string | null, other: string | null) =>
  Boolean(one && other) && nameKey(one ?? '') !== nameKey(other ?? '')

type Row = { line: number; content: FilingContent; faults: RowRemark[]; notes: RowRemark[] }

/** Marks rows of one table that name the same machine, each with the line of the other; both, since either may be wrong. */
export function markRepeats(rows: readonly Row[]): void {
  const seen = new Map<string, { row: Row; is: Identified }>()
  for (const row of rows) {
    const is = identify(row.content)
    for (const name of NAMES) {
      if (is[name] === null) continue
      const key = `${name} ${is[name]}`
      const before = seen.get(key)
      if (!before) {
        seen.set(key, { row, is })
        continue
      }
      const alike = likeness(is, before.is)
      if (alike?.name !== name) continue
      remark(row, alike, `与第 ${before.row.line} 行相同`)
      remark(before.row, alike, `与第 ${row.line} 行相同`)
    }
  }
}

/** Marks rows that the owner has registered, filed or begun already. */
export function markOwn(rows: readonly Row[], own: readonly OwnRecord[]): void {
  const byCode = new Map<string, OwnRecord[]>()
  for (const record of own)
    for (const name of NAMES) {
      if (record[name] === null) continue
      const key = `${name} ${record[name]}`
      const same = byCode.get(key)
      if (same) same.push(record)
      else byCode.set(key, [record])
    }
  for (const row of rows) {
    const is = identify(row.content)
    const near = NAMES.flatMap((name) => (is[name] === null ? [] : (byCode.get(`${name} ${is[name]}`) ?? [])))
    for (const record of new Set(near)) {
      const alike = likeness(is, record)
      if (alike) remark(row, alike, ownText(record))
    }
  }
}

function ownText({ number, status }: OwnRecord): string {
  if (status === null) return `与您名下已登记的机械（环保登记号码 ${number}）相同`
  if (status === 'DRAFT') return '与您的一份草稿相同，请在编码登记中继续填写那一份'
  return `与您的一份登记（查询号 ${number}，${STATUS_LABELS[status]}）相同`
}

function remark(row: Row, { name, certain }: Alike, text: string): void {
  const path = CODE_LIKENESSES[name]
  const column = findField(path)?.label ?? path
  const value = textOf(row.content, name) ?? ''
  const to = certain ? row.faults : row.notes
  if (to.some((each) => each.path === path)) return
  const advice = certain ? '；同一台机械只登记一次，请核对' : '，请核对是否填错'
  to.push({ path, column, value, message: `${text}${advice}` })
}
