/**
 * U+0000 and lone surrogates: PostgreSQL cannot store them and no keyboard types them. They are not silently removed: a
 * text that contains one was damaged in transit.
 */
const NOT_STORABLE = /[\0\p{Cs}]/u

export const NOT_STORABLE_MESSAGE = '含有不能使用的字符，请删除后重新输入'

/** Can PostgreSQL store this text unchanged? */
export function isStorable(text: string): boolean {
  return !NOT_STORABLE.test(text)
}

/** Paths (`engine.serial`, `reasons.0.text`) of texts and property names in a JSON value that cannot be stored. */
export function notStorableIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => {
    const at = path === '' ? name : `${path}.${name}`
    return isStorable(name) ? notStorableIn(part, at) : [path]
  })
}
