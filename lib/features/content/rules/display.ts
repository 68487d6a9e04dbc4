import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import type { ListName } from '@/lib/features/setting/schema/settings'
import { type FieldInfo, findField, KIND_LABELS } from '../schema/fields'

/** Names of list items and of the divisions needed, by code. */
export type Names = {
  lists: Partial<Record<ListName, Record<string, string>>>
  districts: Record<string, string>
}

type Value = string | number | boolean | null

/** A field's value for display, with its unit; '' when empty. */
export function displayValue(field: FieldInfo, value: Value, names: Names): string {
  if (value === null || value === '') return ''
  if (field.path === 'hasNameplate') return value ? '有' : '无'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (field.path === 'kind')
    return value === 'ONSITE_VEHICLE' ? KIND_LABELS.ONSITE_VEHICLE : KIND_LABELS.MACHINE
  if (field.kind === 'district') return names.districts[String(value)] ?? String(value)
  if (field.list) return names.lists[field.list]?.[String(value)] ?? String(value)
  return field.unit ? `${value} ${field.unit}` : String(value)
}

/** The label of an API path: a field's, or a photo slot's for `photos.<SLOT>`. */
export function pathLabel(path: string): string {
  const slot = PHOTO_SLOT_CODES.find((code) => path === `photos.${code}`)
  return slot ? PHOTO_SLOT_LABELS[slot] : (findField(path)?.label ?? path)
}

/** More photos are counted where their names stand nearby. */
const MOST_NAMED_PHOTOS = 2

/** The labels of API paths in one phrase; three and more photos as 6 张照片. */
export function pathLabels(paths: readonly string[]): string {
  const photos = paths.filter((path) => path.startsWith('photos.'))
  if (photos.length <= MOST_NAMED_PHOTOS) return paths.map(pathLabel).join('、')
  const fields = paths.filter((path) => !photos.includes(path))
  return [...fields.map(pathLabel), `${photos.length} 张照片`].join('、')
}
