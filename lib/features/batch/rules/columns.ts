import { headingOf } from '@/lib/features/catalogue/rules/columns'
import { HeadingReader } from '@/lib/features/catalogue/rules/heading'
import { RANGES } from '@/lib/features/content/rules/limits'
import { REQUIRED_FIELDS } from '@/lib/features/content/rules/requirements'
import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'

/** The columns of a table are the fields of the form, in its order and with its words. */

/** Known words that make a row the heading. */
const MIN_KNOWN_WORDS = 3
export const batchHeadings = new HeadingReader(FIELDS, MIN_KNOWN_WORDS)

const required = (path: string) => REQUIRED_FIELDS.some((each) => each === path)

/** Labels of the required columns that a table lacks. */
export function missingColumns(columns: readonly (FieldInfo | null)[]): string[] {
  const there = new Set(columns.map((column) => column?.path))
  return FIELDS.filter(({ path }) => required(path) && !there.has(path)).map(({ label }) => label)
}

/** Begins the one row of the template that explains its columns; such a row is not read. */
const EXPLANATION = '【说明】'
export const isExplanation = (cells: readonly unknown[]) =>
  cells.some((cell) => typeof cell === 'string' && cell.startsWith(EXPLANATION))

/** Columns that the file to mend adds; they are no mistake of the owner when it is uploaded again. */
export const MEND_HEADINGS = { line: '原表行号', faults: '需要改正' } as const
export const isMendHeading = (heading: string) =>
  Object.values(MEND_HEADINGS).some((each) => each === heading.trim())

export type BatchColumn = { field: FieldInfo; heading: string; width: number; explanation: string }

/** The template's columns; `*` marks what the form requires. */
export function templateColumns(): BatchColumn[] {
  return FIELDS.map((field, place) => {
    const heading = `${headingOf(field)}${required(field.path) ? ' *' : ''}`
    return {
      field,
      heading,
      width: Math.max(14, heading.length * 2 + 2),
      explanation: `${place === 0 ? EXPLANATION : ''}${required(field.path) ? '必填，' : ''}${explained(field)}`,
    }
  })
}

const EXAMPLES: Record<string, string> = {
  'codes.machineEnvCode': '17 位，如 88811111QH3111446；没有的留空',
  'codes.disclosureNumber': '如 CN FJ G3 00 0L81 000192 000002；登记类型为场内的必填',
  'codes.engineApprovalNumber': '如 CN FC G3 0430 03 0192',
  'machine.serial': '如 SD16AA111446；照片按它归到各台机械',
  kind: '机械 或 场内',
  plate: '登记类型为场内的必填',
}

function explained({ path, kind, list, unit }: FieldInfo): string {
  const example = EXAMPLES[path]
  if (example) return example
  if (kind === 'district') return '省市区名称或 6 位代码，如 北京市东城区 或 110101'
  if (list) return '见“可选内容”表'
  if (kind === 'flag') return path === 'hasNameplate' ? '有 或 无' : '是 或 否'
  if (kind === 'date') return '如 2019-04-18，只知年月的填 2019-04'
  if (kind === 'number') return `数字${unit ? `，单位 ${unit}` : ''}${rangeText(path)}`
  return '按铭牌填写'
}

function rangeText(path: string): string {
  const range = RANGES[path]
  return range ? `，不超过 ${range.max}` : ''
}
