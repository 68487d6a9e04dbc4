/**
 * The default export of a CommonJS package. Node hands over the whole `module.exports` where bundlers hand over its
 * `default`; the types know only the latter.
 */
export function defaultOf<T>(imported: T): T {
  const inner: unknown = Reflect.get(Object(imported), 'default')
  return (inner ?? imported) as T
}
