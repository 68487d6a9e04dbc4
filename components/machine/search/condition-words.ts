import type { MachineFilter } from '@/lib/features/machine/schema/search'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import type { MachineNames } from './use-machine-names'

/** A condition as it is told and taken away: the area and the days are several fields, the others one. */
export type ConditionKey =
  | 'area'
  | 'dates'
  | keyof Pick<MachineFilter, 'categoryCode' | 'stage' | 'fuelCode' | 'placeCode' | 'status' | 'madeIn'>
type Condition = { key: ConditionKey; words: string }

/** What a search is narrowed by besides its text, in words; `areaName` where it asks for an area. */
export function conditionWords(
  filter: MachineFilter,
  names: MachineNames,
  areaName: string | undefined,
): Condition[] {
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn, from, to } = filter
  const one = (key: ConditionKey, words: string | null | undefined): Condition[] =>
    words ? [{ key, words }] : []
  return [
    ...one('area', areaName),
    ...one('categoryCode', names.category(categoryCode ?? null)),
    ...one('stage', names.stage(stage ?? null)),
    ...one('fuelCode', names.fuel(fuelCode ?? null)),
    ...one('placeCode', names.place(placeCode ?? null)),
    ...one('status', status && MACHINE_STATUS_LABELS[status]),
    ...one('madeIn', madeInWords(madeIn)),
    ...one('dates', dateWords(from, to)),
  ]
}

function madeInWords(year: number | undefined): string | null {
  if (year === undefined) return null
  return year === 0 ? '出厂年份不详' : `${year} 年出厂`
}

function dateWords(from: string | undefined, to: string | undefined): string | null {
  if (from && to) return from === to ? `${from} 登记` : `${from} 至 ${to} 登记`
  if (from) return `${from} 起登记`
  return to ? `${to} 及以前登记` : null
}
