import { Tag } from 'antd'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { knownDay, knownMinute } from '@/lib/core/moment'
import {
  MACHINE_COLUMN_LABELS,
  MACHINE_COLUMNS,
  type MachineColumnKey,
} from '@/lib/features/machine/schema/columns'
import type { MachineHit, MachineSort } from '@/lib/features/machine/schema/search'
import { MACHINE_STATUS_LABELS, machineStatusText } from '@/lib/features/machine/schema/status'
import styles from './search.module.css'
import type { MachineNames } from './use-machine-names'

/** Columns shown until others are chosen. */
export const DEFAULT_COLUMNS: readonly MachineColumnKey[] = [
  'registrationNumber',
  'status',
  'category',
  'stage',
  'model',
  'machineSerial',
  'plate',
  'owner',
  'district',
  'registeredAt',
]

const OWNER_TYPES = { PERSON: '个人', UNIT: '单位' } as const

type Cell = {
  width: number
  grow?: boolean
  text: (row: MachineHit) => string | null
  /** Tooltip, where the cell shows less than the full value. */
  hint?: (row: MachineHit) => string | null
  sorts?: readonly [MachineSort, MachineSort]
}

/**
 * The chosen columns in their order.
 * @param areaName name of the searched area, which is left out of each row's district
 */
export function machineColumns(
  chosen: readonly MachineColumnKey[],
  names: MachineNames,
  areaName: string | undefined,
): ListColumn<MachineHit, MachineSort>[] {
  const all: Record<MachineColumnKey, Cell> = {
    registrationNumber: { width: 104, text: (row) => row.registrationNumber, sorts: ['number', '-number'] },
    // Short for a narrow column; in full in the tooltip.
    status: {
      width: 96,
      text: (row) => (waits(row) ? '有效，未领取' : MACHINE_STATUS_LABELS[row.status]),
      hint: (row) => machineStatusText(row.status, row.collected),
    },
    category: { width: 86, text: (row) => names.category(row.categoryCode) },
    stage: {
      width: 104,
      text: (row) => shortStage(names.stage(row.emissionStage)),
      hint: (row) => names.stage(row.emissionStage),
    },
    fuel: { width: 80, text: (row) => names.fuel(row.fuelCode) },
    name: { width: 130, text: (row) => row.name },
    brand: { width: 90, text: (row) => row.brand },
    model: { width: 98, text: (row) => row.model },
    manufacturer: { width: 210, text: (row) => row.manufacturer },
    manufacturedOn: { width: 98, text: (row) => row.manufacturedOn },
    plate: { width: 88, text: (row) => row.plate },
    machineSerial: { width: 168, text: (row) => row.machineSerial },
    engineSerial: { width: 128, text: (row) => row.engineSerial },
    pin: { width: 168, text: (row) => row.pin },
    machineEnvCode: { width: 176, text: (row) => row.machineEnvCode },
    owner: { width: 150, grow: true, text: (row) => row.ownerName },
    ownerType: { width: 86, text: (row) => OWNER_TYPES[row.ownerType] },
    district: {
      width: areaName ? 134 : 186,
      text: (row) => nameInArea(row.districtName, areaName),
      hint: (row) => row.districtName,
    },
    place: { width: 104, text: (row) => names.place(row.placeCode) },
    registeredAt: {
      width: 92,
      text: (row) => knownDay(row.registeredAt, row.registeredPrecision),
      hint: (row) => knownMinute(row.registeredAt, row.registeredPrecision),
      sorts: ['-registeredAt', 'registeredAt'],
    },
  }
  return MACHINE_COLUMNS.filter((key) => chosen.includes(key)).map((key) => {
    const { text, hint, ...cell } = all[key]
    return {
      key,
      title: MACHINE_COLUMN_LABELS[key],
      ...cell,
      render: (row) => {
        if (key === 'status' && row.status !== 'ACTIVE') return <Ended row={row} />
        if (key === 'owner' && row.assisted) return <Assisted row={row} />
        return text(row) ?? '—'
      },
      text: (row) => hint?.(row) ?? text(row) ?? '—',
    }
  })
}

function waits({ status, collected }: MachineHit): boolean {
  return status === 'ACTIVE' && !collected
}

/** Status of a machine whose number is no longer valid. */
function Ended({ row }: { row: MachineHit }) {
  return <span className={styles.ended}>{MACHINE_STATUS_LABELS[row.status]}</span>
}

/** A counter filed it for the owner; the mark stands first, since long names are cut off. */
function Assisted({ row }: { row: MachineHit }) {
  return (
    <>
      <Tag>窗口代办</Tag> {row.ownerName}
    </>
  )
}

/** Short name of stage X: cut off at the column edge, the full name would wrongly read 无排放阶段. */
function shortStage(name: string | null): string | null {
  return name === '无排放阶段（或无法确定）' ? '无/无法确定' : name
}

/** Name relative to an area: 唐山市 路南区 for 河北省 唐山市 路南区 in 河北省. */
function nameInArea(fullName: string, areaName: string | undefined): string {
  if (fullName === areaName) return fullName.split(' ').at(-1) ?? fullName
  return areaName && fullName.startsWith(`${areaName} `) ? fullName.slice(areaName.length + 1) : fullName
}
