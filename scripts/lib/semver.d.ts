/** What we use of it: the package brings no types. */
declare module 'semver' {
  /** @returns whether the text is a version; null if not */
  export function valid(version: string): string | null
  /** @returns below, at or above 0 as `a` is older, equal or newer */
  export function compare(a: string, b: string): number
}
