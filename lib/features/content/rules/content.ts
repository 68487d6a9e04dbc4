import { codeKey, halfWidth } from '@/lib/core/normalise'
import { type ContentInput, type FilingContent, valueAt } from '../schema/content'
import { FIELDS } from '../schema/fields'

/** Stamped codes and serials: a Chinese input method may produce full-width characters. */
const STAMPED = new Set([
  'plate',
  'codes.machineEnvCode',
  'codes.disclosureNumber',
  'codes.engineApprovalNumber',
  'machine.serial',
  'machine.pin',
  'engine.serial',
  'monitoring.terminalNumber',
])

/** Whether a field holds a stamped code, which is compared with a photo sign by sign. */
export const isStamped = (path: string): boolean => STAMPED.has(path)

type Value = string | number | boolean | null

const PLACES = FIELDS.map(({ path }) => {
  const [first = '', second] = path.split('.')
  return { path, first, second }
})

/**
 * A field's value as it is stored: stamped codes in half-width characters, 机械环保代码 as the code between its delimiters
 * (manual: * or > <); null when nothing is left.
 */
export function normalValue(path: string, value: Value): Value {
  if (typeof value !== 'string' || !STAMPED.has(path)) return value
  const text = path === 'codes.machineEnvCode' ? codeKey(value) : halfWidth(value).trim()
  return text === '' ? null : text
}

/** Builds a document from values by path; empty ones are left out. */
export function contentOf(pick: (path: string) => Value | undefined): FilingContent {
  const content: FilingContent = { codes: {}, machine: {}, engine: {}, monitoring: {}, dpf: {} }
  for (const { path, first, second } of PLACES) {
    const value = pick(path)
    if (value === undefined || value === null) continue
    if (second === undefined) Reflect.set(content, first, value)
    else Reflect.set(Reflect.get(content, first), second, value)
  }
  return content
}

/** The document as it is stored: known fields only, stamped codes in half-width characters, nothing empty. */
export function normaliseContent(content: FilingContent): FilingContent {
  return contentOf((path) => normalValue(path, valueAt(content, path)))
}

/** The document as the API returns it: every field, null when empty. */
export function wholeContent(content: FilingContent): FilingContent {
  const whole: FilingContent = { codes: {}, machine: {}, engine: {}, monitoring: {}, dpf: {} }
  for (const { path } of FIELDS) {
    const [first = '', second] = path.split('.')
    const target: object = second === undefined ? whole : Reflect.get(whole, first)
    Reflect.set(target, second ?? first, valueAt(content, path))
  }
  return whole
}

/**
 * Merges a client's PATCH into a document: sections merge by field, null clears a field or a whole section, absent fields
 * stay.
 */
export function mergeContent(stored: FilingContent, input: ContentInput): FilingContent {
  const merged = contentOf((path) => {
    const [first = '', second] = path.split('.')
    const given: unknown = Reflect.get(input, first)
    if (second === undefined) return given === undefined ? valueAt(stored, path) : asValue(given)
    if (given === null) return null
    const inner: unknown = given === undefined ? undefined : Reflect.get(Object(given), second)
    return inner === undefined ? valueAt(stored, path) : asValue(inner)
  })
  return normaliseContent(merged)
}

function asValue(value: unknown): Value {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return plain ? value : null
}

/** The document of a new draft. */
export function emptyContent(): FilingContent {
  return contentOf(() => null)
}
