import { type MachineFilter, valuesOf } from '@/lib/features/machine/schema/search'
import { MACHINE_STATUS_LABELS, machineStatus } from '@/lib/features/machine/schema/status'
import { stageSetName } from './stage-sets'
import type { MachineNames } from './use-machine-names'

/** Key of an active filter, by which it is removed; area, dates and power stand for several fields, the others for one. */
export type ConditionKey =
  | 'area'
  | 'dates'
  | 'power'
  | keyof Pick<MachineFilter, 'categoryCode' | 'stage' | 'fuelCode' | 'placeCode' | 'status' | 'madeIn'>
type Condition = { key: ConditionKey; label: string }

/** Labels of the active filters of a search, without its text. @param areaName name of the filtered area, if any */
export function conditionLabels(
  filter: MachineFilter,
  names: MachineNames,
  areaName: string | undefined,
): Condition[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn, minKw, maxKw, from, to } = filter
  const condition = (key: ConditionKey, label: string | null | undefined): Condition[] =>
    label ? [{ key, label }] : []
  const listed = (text: string | undefined, nameOf: (code: string) => string | null) =>
    valuesOf(text).map(nameOf).join('、')
  return [
    ...condition('area', areaName),
    ...condition('categoryCode', listed(categoryCode, names.category)),
    ...condition('stage', stageSetName(stage) ?? listed(stage, names.stage)),
    ...condition('fuelCode', listed(fuelCode, names.fuel)),
    ...condition('placeCode', listed(placeCode, names.place)),
    ...condition('status', listed(status, statusName)),
    ...condition('madeIn', madeInLabel(madeIn)),
    ...condition('power', powerLabel(minKw, maxKw)),
    ...condition('dates', dateLabel(from, to)),
  ]
}

function statusName(code: string): string {
  return MACHINE_STATUS_LABELS[machineStatus.parse(code)]
}

function madeInLabel(year: number | undefined): string | null {
  if (year === undefined) return null
  return year === 0 ? '出厂年份不详' : `${year} 年出厂`
}

function powerLabel(from: number | undefined, to: number | undefined): string | null {
  if (from !== undefined && to !== undefined) return from === to ? `${from} kW` : `${from}–${to} kW`
  if (from !== undefined) return `${from} kW 及以上`
  return to === undefined ? null : `${to} kW 及以下`
}

function dateLabel(from: string | undefined, to: string | undefined): string | null {
  if (from && to) return from === to ? `${from} 登记` : `${from} 至 ${to} 登记`
  if (from) return `${from} 起登记`
  return to ? `${to} 及以前登记` : null
}
