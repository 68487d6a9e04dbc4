import type { MachineFilter } from '@/lib/features/machine/schema/search'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import type { MachineNames } from './use-machine-names'

/** Key of an active filter, by which it is removed; area and dates stand for several fields, the others for one. */
export type ConditionKey =
  | 'area'
  | 'dates'
  | keyof Pick<MachineFilter, 'categoryCode' | 'stage' | 'fuelCode' | 'placeCode' | 'status' | 'madeIn'>
type Condition = { key: ConditionKey; label: string }

/** Labels of the active filters of a search, without its text. @param areaName name of the filtered area, if any */
export function conditionLabels(
  filter: MachineFilter,
  names: MachineNames,
  areaName: string | undefined,
): Condition[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn, from, to } = filter
  const condition = (key: ConditionKey, label: string | null | undefined): Condition[] =>
    label ? [{ key, label }] : []
  return [
    ...condition('area', areaName),
    ...condition('categoryCode', names.category(categoryCode ?? null)),
    ...condition('stage', names.stage(stage ?? null)),
    ...condition('fuelCode', names.fuel(fuelCode ?? null)),
    ...condition('placeCode', names.place(placeCode ?? null)),
    ...condition('status', status && MACHINE_STATUS_LABELS[status]),
    ...condition('madeIn', madeInLabel(madeIn)),
    ...condition('dates', dateLabel(from, to)),
  ]
}

function madeInLabel(year: number | undefined): string | null {
  if (year === undefined) return null
  return year === 0 ? '出厂年份不详' : `${year} 年出厂`
}

function dateLabel(from: string | undefined, to: string | undefined): string | null {
  if (from && to) return from === to ? `${from} 登记` : `${from} 至 ${to} 登记`
  if (from) return `${from} 起登记`
  return to ? `${to} 及以前登记` : null
}
