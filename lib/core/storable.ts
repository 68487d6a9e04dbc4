/**
 * U+0000 and half of a surrogate pair: no text of PostgreSQL holds them, and no keyboard writes them. Neither is a
 * character that one could leave out: a text that holds one was damaged on its way.
 */
const NOT_STORABLE = /[\0\p{Cs}]/u

export const NOT_STORABLE_MESSAGE = '含有不能使用的字符，请删除后重新输入'

/** Can the database hold this text as it is? */
export function isStorable(text: string): boolean {
  return !NOT_STORABLE.test(text)
}

/** The paths (`engine.serial`, `reasons.0.text`) of texts in a parsed JSON value that cannot be stored, names included. */
export function notStorableIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => {
    const at = path === '' ? name : `${path}.${name}`
    return isStorable(name) ? notStorableIn(part, at) : [path]
  })
}
