import type { FieldInfo } from '@/lib/features/content/schema/fields'
import { COLUMNS, headingOf } from './columns'

/** Example row: the manual's machine (88811111QH3111446). */
const EXAMPLE: Record<string, string | number> = {
  'codes.machineEnvCode': '88811111QH3111446',
  'codes.disclosureNumber': 'CN FJ G3 00 0L81 000192 000002',
  'codes.engineApprovalNumber': 'CN FC G3 0430 03 0192',
  'machine.categoryCode': '推土机',
  'machine.name': '履带式推土机',
  'machine.brand': '山推',
  'machine.model': 'SD16',
  'machine.manufacturer': '山推工程机械股份有限公司',
  'machine.origin': '山东济宁',
  'machine.serial': 'SD16AA111446',
  'machine.pin': 'CSTSD16AHKA111446',
  'machine.manufacturedOn': '2019-04-18',
  'machine.ratedPowerKw': 131,
  'engine.fuelCode': '柴油',
  'engine.emissionStage': '国三',
  'engine.model': 'WD10G178E25',
  'engine.family': 'WD10G',
  'engine.manufacturer': '潍柴动力股份有限公司',
  'engine.serial': '1419D012345',
  'engine.manufacturedOn': '2019-03-06',
  'engine.ratedPowerKw': 131,
  'engine.ratedSpeedRpm': 1850,
}

export type TemplateColumn = { heading: string; kind: FieldInfo['kind']; example: string | number }

/** The columns of a template in the order of the form; an uploaded file may have any order and any subset. */
export function templateColumns(): TemplateColumn[] {
  return COLUMNS.map((column) => ({
    heading: headingOf(column),
    kind: column.kind,
    example: EXAMPLE[column.path] ?? '',
  }))
}

/**
 * The template as CSV, with the BOM by which Excel detects UTF-8. All cells are quoted; none can be read as a formula.
 */
export function templateCsv(): string {
  const columns = templateColumns()
  const line = (cells: (string | number)[]) =>
    cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')
  return `\ufeff${line(columns.map(({ heading }) => heading))}\r\n${line(columns.map(({ example }) => example))}\r\n`
}
