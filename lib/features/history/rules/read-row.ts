import { chinaDay } from '@/lib/core/clock'
import { maskIdNumber, maskName, maskPhone } from '@/lib/core/mask'
import type { DatePrecision, Moment } from '@/lib/core/moment'
import { compact, identifyingCode, isName, normaliseName } from '@/lib/core/normalise'
import { isCellFault } from '@/lib/core/sheet-cell'
import { stageOf } from '@/lib/features/catalogue/rules/value-words'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { HISTORY_COLUMNS, type HistoryColumn, type Remark } from '../schema'
import { type Contact, contactOf } from './contact'
import { type OwnerNumber, ownerNumberOf } from './owner-document'
import {
  type FormerNumber,
  formerOf,
  type Part,
  type PastEvent,
  pastOf,
  registrationOf,
  statusOf,
} from './parts'
import { type HistoryFacts, readContent } from './read-content'
import { damageOf, textAt } from './source-value'

export type HistoryRow = {
  line: number
  body: string
  number: string
  stage: string
  status: 'ACTIVE' | 'CANCELLED' | 'REVOKED'
  /** The first instant of the known year, month, day or moment. */
  registeredAt: string
  registeredPrecision: DatePrecision
  owner: OwnerNumber & { name: string; contact: Contact | null }
  content: FilingContent
  former: FormerNumber[]
  past: PastEvent[]
}
export type Judged = { row: HistoryRow | null; remarks: Remark[]; warnings: Remark[] }

/** Judges one registration. `row` is null when it is refused: then `remarks` give the reasons by column. */
export function readHistoryRow(
  line: number,
  values: ReadonlyMap<string, unknown>,
  facts: HistoryFacts,
): Judged {
  const judge = new RowJudge(line, values)
  const row = judge.read(facts)
  return row && judge.remarks.length === 0
    ? { row, remarks: [], warnings: judge.warnings }
    : { row: null, remarks: judge.remarks, warnings: [] }
}

/** A class, since closures created for each of a million rows cost more than the judging itself. */
class RowJudge {
  readonly remarks: Remark[] = []
  readonly warnings: Remark[] = []
  registeredOn: string | undefined
  private formerDistrict: string | null = null

  constructor(
    private readonly line: number,
    private readonly values: ReadonlyMap<string, unknown>,
  ) {}

  read(facts: HistoryFacts): HistoryRow | null {
    this.refuseCellFaults()
    const number = readRegistrationNumber(this.text('registrationNumber'))
    if (!number) this.refuse('registrationNumber', '应为环保登记号码，如 2-EE000001（不含字母 I 和 O）')
    const stage = number?.number[0] ?? null
    if (stage !== null) this.compareStage(this.text('emissionStage'), stage)
    const status = this.unwrap('status', statusOf(this.text('status')))
    const registered = this.unwrap('registeredAt', registrationOf(this.values.get('registeredAt')))
    if (registered && registered.at > facts.now) this.refuse('registeredAt', '登记日期不能晚于今天')
    const owner = this.owner(facts)
    const former =
      registered && this.unwrap('formerNumbers', formerOf(this.values.get('formerNumbers'), registered.at))
    const past = this.unwrap('past', pastOf(this.values.get('past')))
    this.registeredOn = registered ? chinaDay(registered.at) : undefined
    const content = readContent(this.values, stage, facts, this)
    if (!number || !stage || !status || !registered || !owner || !former || !past || !content) return null
    const { line } = this
    return {
      line,
      ...number,
      stage,
      status,
      registeredAt: registered.at.toISOString(),
      registeredPrecision: registered.precision,
      owner,
      content,
      former,
      past: [...this.pastDistrict(registered), ...past],
    }
  }

  /** The stage comes from the number; a column of its own must agree with it, or be empty. */
  private compareStage(text: string, stage: string): void {
    if (identifyingCode(text) === null) return
    const stated = stageOf(text)
    if (stated === null) this.refuse('emissionStage', '不是排放阶段，请写作 国一 至 国四、电动，或留空')
    else if (stated !== stage) this.refuse('emissionStage', `与号码的首位 ${stage} 不一致`)
  }

  /** The name of the machine's former district as an event, since the content has today's. */
  private pastDistrict({ at, precision }: Moment): PastEvent[] {
    if (this.formerDistrict === null) return []
    const what = `登记时区划：${this.formerDistrict}`
    return [{ at: at.toISOString(), precision, what, by: null }]
  }

  noteFormerDistrict(name: string): void {
    this.formerDistrict = name
  }

  private refuseCellFaults(): void {
    for (const [path, value] of this.values) {
      if (!isCellFault(value)) continue
      this.refuse(path, value.fault)
      if (value.wholeRow) return
    }
  }

  /** Records only the first fault of a column, and of an unusable cell only its own: others would be consequences. */
  refuse(path: string, message: string): void {
    const value = this.values.get(path)
    if (isCellFault(value) && value.fault !== message) return
    const label = byPath.get(path)?.label ?? path
    if (!this.remarks.some(({ column }) => column === label)) this.addRemark(this.remarks, path, message)
  }

  warn(path: string, message: string): void {
    this.addRemark(this.warnings, path, message)
  }

  private owner({ today }: HistoryFacts): HistoryRow['owner'] | null {
    const typed = this.values.get('owner.name')
    // As it was written: brackets keep their width.
    const name = normaliseName(typeof typed === 'string' ? typed : this.text('owner.name'))
    if (!isName(name) || name.length > 200) this.refuse('owner.name', '请填写所有者名称（不超过 200 个字）')
    const typeWord = this.text('owner.type')
    const number = this.text('owner.idNumber')
    const owner = this.unwrap('owner.idNumber', ownerNumberOf(typeWord, number, name, today))
    const contact = contactOf(this.values.get('owner.phone'))
    if (contact.warning) this.addRemark(this.warnings, 'owner.phone', contact.warning)
    return owner && { ...owner, name, contact: contact.value }
  }

  /** A value that must be text as it was typed; a damaged number is refused and read as empty. */
  private text(path: string): string {
    const source = this.values.get(path)
    const damage = damageOf(source)
    if (damage === null) return textAt(source)
    this.refuse(path, damage)
    return ''
  }

  private unwrap<T>(path: string, part: Part<T>): T | null {
    if ('fault' in part) {
      this.refuse(path, part.fault)
      return null
    }
    if (part.warning) this.addRemark(this.warnings, path, part.warning)
    return part.value
  }

  private addRemark(list: Remark[], path: string, message: string): void {
    const column = byPath.get(path)
    list.push({
      line: this.line,
      column: column?.label ?? path,
      value: shown(column, this.values.get(path)),
      message,
    })
  }
}

const byPath = new Map(HISTORY_COLUMNS.map((column) => [column.path, column]))

/** A value as shown in a report, personal data masked. */
function shown(column: HistoryColumn | undefined, source: unknown): string {
  const isOther = typeof source === 'object' && !(source instanceof Date)
  const text = isCellFault(source) ? source.text : isOther ? '' : textAt(source)
  if (text === '') return ''
  if (column?.personal === 'name') return maskName(text)
  if (column?.personal === 'idNumber') return maskIdNumber(compact(text))
  return column?.personal === 'phone' ? maskPhone(text) : text.slice(0, 60)
}

/** The label of a path, for remarks made after the row was read. */
export function labelOf(path: string): string {
  return byPath.get(path)?.label ?? findField(path)?.label ?? path
}
