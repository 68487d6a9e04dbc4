import type { FieldError } from '@/lib/core/app-error'
import { firstDayOf, lastDayOf } from '@/lib/core/partial-date'
import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import { type FilingContent, valueAt } from '../schema/content'
import { FIELDS, type FieldInfo } from '../schema/fields'
import { MACHINE_ENV_CODE, MACHINE_ENV_CODE_FAULT } from './formats'
import { EARLIEST_DAY, RANGES } from './limits'
import { type FilingLists, itemOf } from './lists'
import { isFieldRequired, photoRequirements } from './requirements'

export type CheckFacts = {
  /** The active list items. */
  lists: FilingLists
  /** Whether the district is a leaf in force. A form whose picker offers only such districts passes true. */
  districtUsable: boolean
  /** Today in China, `YYYY-MM-DD`. */
  today: string
}

/**
 * Every fault that prevents the submission of a filing, by path, in the order of the form; messages are Chinese and say
 * what to do. For a group where one photo is enough, the path is the group's first slot (`photos.ENV_LABEL`).
 * Sources: manual 第四步; domain.md, "The filing, step by step" and "Formats".
 */
export function checkFiling(
  content: FilingContent,
  photoSlots: Iterable<PhotoSlot>,
  facts: CheckFacts,
): FieldError[] {
  const photos = new Set(photoSlots)
  const fields = FIELDS.map((field) => checkField(field, content, photos, facts))
  return [...fields.filter((fault) => fault !== null), ...checkPhotos(content, photos)]
}

/** The fault of one field, if any: an invalid value, or a missing required one. */
export function checkField(
  field: FieldInfo,
  content: FilingContent,
  photos: ReadonlySet<PhotoSlot>,
  facts: CheckFacts,
): FieldError | null {
  const { path } = field
  const value = valueAt(content, path)
  if (value === null) {
    return isFieldRequired(path, content, photos) ? fault(path, 'REQUIRED', missing(field, content)) : null
  }
  if (field.kind === 'number' && typeof value === 'number') return checkNumber(field, value)
  if (field.kind === 'date') return checkDate(field, String(value), facts.today)
  if (field.list) return checkChoice(field, String(value), content, facts.lists)
  if (path === 'districtCode' && !facts.districtUsable) {
    return fault(path, 'NOT_IN_LIST', '登记区县应选到区、县一级，请重新选择')
  }
  if (path === 'codes.machineEnvCode' && !MACHINE_ENV_CODE.test(String(value))) {
    return fault(path, 'FORMAT', MACHINE_ENV_CODE_FAULT)
  }
  return null
}

function missing({ path, label, kind }: FieldInfo, content: FilingContent): string {
  if (path === 'plate') return '场内机械应填写机械号牌'
  if (path === 'codes.disclosureNumber')
    return content.kind === 'ONSITE_VEHICLE'
      ? '场内机械须上传环保信息随车清单，应填写清单上的环保信息公开编号'
      : '上传了环保信息随车清单的，应填写环保信息公开编号'
  const chosen = kind === 'list' || kind === 'flag' || kind === 'district' || path === 'kind'
  return `请${chosen ? '选择' : '填写'}${label}`
}

function checkNumber({ path, label, unit }: FieldInfo, value: number): FieldError | null {
  const range = RANGES[path]
  if (!range) return null
  const { min, max, aboveZero } = range
  if (aboveZero ? value > 0 && value <= max : value >= min && value <= max) return null
  const bounds = aboveZero ? `大于 0 且不超过 ${max}` : `在 ${min} 到 ${max} 之间`
  return fault(path, 'RANGE', `${label}应${bounds}${unit ? `（${unit}）` : ''}，请核对`)
}

/** A partial date is wrong only when none of its days is valid. */
function checkDate({ path, label }: FieldInfo, value: string, today: string): FieldError | null {
  if (firstDayOf(value) > today) return fault(path, 'FUTURE_DATE', `${label}不能晚于今天，请核对`)
  if (lastDayOf(value) < EARLIEST_DAY) return fault(path, 'RANGE', `${label}过早，请核对年份`)
  return null
}

function checkChoice(
  { path, label, list }: FieldInfo,
  code: string,
  content: FilingContent,
  lists: FilingLists,
): FieldError | null {
  const item = list && itemOf(lists, list, code)
  if (!item) return fault(path, 'NOT_IN_LIST', `${label}不在可选范围内，请重新选择`)
  if (item.onsiteOnly && content.kind === 'MACHINE') {
    return fault(path, 'ONSITE_ONLY', '该机械类别只用于场内登记，请改选机械类别或登记类型')
  }
  return null
}

function checkPhotos(content: FilingContent, photos: ReadonlySet<PhotoSlot>): FieldError[] {
  const { required, anyOf } = photoRequirements(content)
  const faults = required
    .filter((slot) => !photos.has(slot))
    .map((slot) => fault(`photos.${slot}`, 'REQUIRED', `请上传${PHOTO_SLOT_LABELS[slot]}`))
  for (const { slots } of anyOf) {
    if (slots.some((slot) => photos.has(slot))) continue
    const names = slots.map((slot) => PHOTO_SLOT_LABELS[slot]).join('、')
    faults.push(fault(`photos.${slots[0]}`, 'REQUIRED_ANY', `有铭牌的机械，请至少上传一张：${names}`))
  }
  return faults
}

function fault(path: string, code: string, message: string): FieldError {
  return { path, code, message }
}
