import { changedFields } from '@/lib/features/content/rules/changes'
import { contentOf } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { ChangeLine, ChangeValues } from '../schema/change'

/** The difference between two documents, as stored in a change. */
export function differenceOf(
  from: FilingContent,
  to: FilingContent,
): { before: ChangeValues; after: ChangeValues; paths: string[] } {
  const fields = changedFields(from, to)
  return {
    before: Object.fromEntries(fields.map(({ path, before }) => [path, before])),
    after: Object.fromEntries(fields.map(({ path, after }) => [path, after])),
    paths: fields.map(({ path }) => path),
  }
}

/** A document with a change's values applied; all other paths stay. */
export function applyValues(content: FilingContent, after: ChangeValues): FilingContent {
  return contentOf((path) => (path in after ? after[path] : valueAt(content, path)))
}

/** For a registered machine 登记区县 means its current location (manual, (3) 使用地点). */
const LABELS: Record<string, string> = { districtCode: '机械现所在地' }

/** The changed fields with labels and displayed values, in the order of the form. */
export function linesOf(before: ChangeValues, after: ChangeValues, names: Names): ChangeLine[] {
  return FIELDS.filter(({ path }) => path in after).map((field) => ({
    path: field.path,
    label: LABELS[field.path] ?? field.label,
    before: displayValue(field, before[field.path] ?? null, names),
    after: displayValue(field, after[field.path] ?? null, names),
  }))
}

/** The labels of the changed fields, in the order of the form (JSON columns do not preserve key order). */
export function labelsOf(values: ChangeValues): string[] {
  return FIELDS.filter(({ path }) => path in values).map(({ path, label }) => LABELS[path] ?? label)
}
