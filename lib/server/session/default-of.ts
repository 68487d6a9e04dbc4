/**
 * The default export of a CommonJS package: Node's import gives the whole `module.exports`, bundlers give its `default`;
 * the types describe only the latter.
 */
export function defaultOf<T>(imported: T): T {
  const inner: unknown = Reflect.get(Object(imported), 'default')
  return (inner ?? imported) as T
}
