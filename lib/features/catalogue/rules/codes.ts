import type { FieldError } from '@/lib/core/app-error'
import { codeKey, identifyingCode, nameKey } from '@/lib/core/normalise'
import { datesAgree } from '@/lib/core/partial-date'
import { MACHINE_ENV_CODE } from '@/lib/features/content/rules/formats'
import type { CatalogueCheck, CatalogueEntry, CatalogueGroup, CodeName } from '../schema'

/**
 * The columns of each group: the first must match; the second must match where the entry has it, since many entries
 * describe a model, not a single machine (manual; groups 3 and 4: domain.md, The filing, step 3).
 */
export const GROUP_COLUMNS: Record<CatalogueGroup, readonly [CodeName] | readonly [CodeName, CodeName]> = {
  1: ['machineEnvCode'],
  2: ['disclosureNumber', 'machineSerial'],
  3: ['engineApprovalNumber', 'engineSerial'],
  4: ['pin', 'engineModel'],
}

export const CODE_LABELS: Record<CodeName, string> = {
  machineEnvCode: '机械环保代码',
  disclosureNumber: '环保信息公开编号',
  machineSerial: '机械出厂编号',
  engineApprovalNumber: '发动机型式核准号',
  engineSerial: '发动机出厂编号',
  pin: '产品识别码 (PIN)',
  engineModel: '发动机型号',
}

/** What a machine environment code must look like, to follow its label. */
export const MACHINE_ENV_CODE_FORMAT = '应为 17 位字母或数字（不含两端的 * 或 > <）'

/** The normalised codes of a request, in the order of the group's columns, or their faults by path. */
export function groupCodes(check: CatalogueCheck): { codes: string[] } | { faults: FieldError[] } {
  const columns: readonly CodeName[] = GROUP_COLUMNS[check.group]
  const faults = columns.flatMap((name): FieldError[] => {
    const value = identifyingCode(check[name]) ?? ''
    if (value === '') return [{ path: name, code: 'REQUIRED', message: `请填写${CODE_LABELS[name]}` }]
    if (name !== 'machineEnvCode' || MACHINE_ENV_CODE.test(value)) return []
    const message = `${CODE_LABELS[name]}${MACHINE_ENV_CODE_FORMAT}`
    return [{ path: name, code: 'MALFORMED', message }]
  })
  return faults.length > 0 ? { faults } : { codes: columns.map((name) => codeKey(check[name])) }
}

/** The part of a filing's content that the catalogue covers. */
export type CatalogueSubject = {
  codes: Pick<CatalogueEntry['codes'], 'machineEnvCode' | 'disclosureNumber' | 'engineApprovalNumber'>
  machine: CatalogueEntry['machine']
  engine: CatalogueEntry['engine']
}

/** The key of each code in a filing; '' where it is empty, 无, 不详 and the like. */
export function codesOf({ codes, machine, engine }: CatalogueSubject): Record<CodeName, string> {
  return {
    machineEnvCode: identifyingCode(codes.machineEnvCode) ?? '',
    disclosureNumber: identifyingCode(codes.disclosureNumber) ?? '',
    machineSerial: identifyingCode(machine.serial) ?? '',
    engineApprovalNumber: identifyingCode(codes.engineApprovalNumber) ?? '',
    engineSerial: identifyingCode(engine.serial) ?? '',
    pin: identifyingCode(machine.pin) ?? '',
    engineModel: identifyingCode(engine.model) ?? '',
  }
}

/** The entry without stages that a filing cannot have (国五 and 国六 are published). */
export function forForm(entry: CatalogueEntry): CatalogueEntry {
  const { emissionStage } = entry.engine
  if (emissionStage !== '5' && emissionStage !== '6') return entry
  return { ...entry, engine: { ...entry.engine, emissionStage: undefined } }
}

type Row = Partial<Record<CodeName, string | null>>

/** The best match for the codes: an entry with both of them, else one with the first alone. */
export function bestEntry<R extends Row>(
  rows: readonly R[],
  group: CatalogueGroup,
  first: string,
  second: string | undefined,
): R | null {
  const [a, b] = GROUP_COLUMNS[group]
  const candidates = rows.filter((row) => row[a] === first)
  if (!b) return candidates[0] ?? null
  const whole = candidates.find((row) => row[b] && row[b] === second)
  return whole ?? candidates.find((row) => !row[b] || !second) ?? null
}

const NAMES = new Set(['name', 'brand', 'manufacturer', 'origin'])

/** Fields that filing and entry both fill, but differently, compared by key; a month matches a day in it. */
export function differences(
  subject: CatalogueSubject,
  entry: CatalogueEntry,
): { path: string; filed: string | number; published: string | number }[] {
  return (['codes', 'machine', 'engine'] as const).flatMap((section) => {
    const filed = new Map<string, unknown>(Object.entries(subject[section]))
    return Object.entries(entry[section]).flatMap(([name, published]) => {
      const own = filed.get(name)
      if (published === null || published === undefined || published === '') return []
      if ((typeof own !== 'string' && typeof own !== 'number') || own === '') return []
      const same =
        name === 'manufacturedOn'
          ? datesAgree(String(own), String(published))
          : typeof own === 'number' || typeof published === 'number'
            ? Number(own) === Number(published)
            : NAMES.has(name)
              ? nameKey(own) === nameKey(published)
              : codeKey(own) === codeKey(published)
      return same ? [] : [{ path: `${section}.${name}`, filed: own, published }]
    })
  })
}
