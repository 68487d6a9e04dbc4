import { knownTime } from '@/lib/core/moment'
import {
  MACHINE_COLUMN_LABELS,
  MACHINE_COLUMNS,
  type MachineColumnKey,
} from '@/lib/features/machine/schema/columns'
import type { MachineRow } from '@/lib/features/machine/schema/search'
import { machineStatusText } from '@/lib/features/machine/schema/status'

/** An exported machine; the owner's phone and ID number only if requested. */
export type ExportedRow = MachineRow & { ownerPhone?: string; ownerIdNumber?: string }

/** The name of a list code; the code itself when unknown. */
type NameOf = (code: string | null) => string | null
export type ExportNames = { category: NameOf; stage: NameOf; fuel: NameOf; place: NameOf }

export type ExportColumn = {
  title: string
  /** In half-width characters. */
  width: number
  kind: 'text' | 'day' | 'time'
  text: (row: ExportedRow) => string | null
}
type Column = Omit<ExportColumn, 'title' | 'kind'> & { kind?: ExportColumn['kind'] }

const OWNER_TYPES = { PERSON: '个人', UNIT: '单位' } as const

function columnsByKey(names: ExportNames): Record<MachineColumnKey, Column> {
  return {
    registrationNumber: { width: 13, text: (row) => row.registrationNumber },
    status: { width: 18, text: (row) => machineStatusText(row.status, row.collected) },
    category: { width: 12, text: (row) => names.category(row.categoryCode) },
    stage: { width: 24, text: (row) => names.stage(row.emissionStage) },
    fuel: { width: 10, text: (row) => names.fuel(row.fuelCode) },
    name: { width: 20, text: (row) => row.name },
    brand: { width: 12, text: (row) => row.brand },
    model: { width: 16, text: (row) => row.model },
    manufacturer: { width: 32, text: (row) => row.manufacturer },
    manufacturedOn: { width: 12, kind: 'day', text: (row) => row.manufacturedOn },
    plate: { width: 12, text: (row) => row.plate },
    machineSerial: { width: 20, text: (row) => row.machineSerial },
    engineSerial: { width: 20, text: (row) => row.engineSerial },
    pin: { width: 22, text: (row) => row.pin },
    machineEnvCode: { width: 24, text: (row) => row.machineEnvCode },
    owner: { width: 30, text: (row) => row.ownerName },
    ownerType: { width: 12, text: (row) => OWNER_TYPES[row.ownerType] },
    district: { width: 26, text: (row) => row.districtName },
    place: { width: 14, text: (row) => names.place(row.placeCode) },
    registeredAt: {
      width: 20,
      kind: 'time',
      text: (row) => knownTime(row.registeredAt, row.registeredPrecision),
    },
  }
}

const PERSONAL: ExportColumn[] = [
  { title: '所有者电话', width: 16, kind: 'text', text: (row) => row.ownerPhone ?? null },
  { title: '所有者证件号码', width: 22, kind: 'text', text: (row) => row.ownerIdNumber ?? null },
]

/** The chosen columns with the labels and in the order of the search page. */
export function exportColumns(
  chosen: readonly string[],
  personal: boolean,
  names: ExportNames,
): ExportColumn[] {
  const all = columnsByKey(names)
  const columns = MACHINE_COLUMNS.filter((key) => chosen.includes(key)).map((key) => ({
    kind: 'text' as const,
    ...all[key],
    title: MACHINE_COLUMN_LABELS[key],
  }))
  return personal ? [...columns, ...PERSONAL] : columns
}
