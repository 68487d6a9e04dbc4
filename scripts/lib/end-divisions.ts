import { namesake } from '@/lib/features/division/rules/places'

type Row = readonly [code: string, parent: string, name: string, level: number, leaf: number]
/** `[code, name, last edition with it, first edition without, successors]`, as in prisma/seed/ended-divisions.json. */
type Ended = [code: string, name: string, seen: string, gone: string, successors: string[]]
type EndedFile = { edition: string; ended: Ended[]; divided: unknown[]; zones: unknown[] }

/**
 * Ends the divisions that a newer edition lacks. The successor is a division of the same name under another code of the
 * same city (密云县 → 密云区), or the same code with a new name; all others have none until a person adds it.
 * Successors that ended themselves are replaced by their own.
 * @returns the new file, and the divisions ended now that have no successor
 */
export function endRemovedDivisions(
  file: EndedFile,
  before: readonly Row[],
  after: readonly Row[],
  edition: string,
): { ended: EndedFile; unresolved: Ended[] } {
  const names = new Map(after.map(([code, , name]) => [code, name]))
  const fresh = after.filter(([code]) => !before.some(([old]) => old === code))
  const candidates = fresh.map(([code, , name]) => ({ code, name }))
  const known = new Set(file.ended.map(([code, name]) => `${code} ${name}`))
  const removed = before
    .filter(([code, , name]) => names.get(code) !== name && !known.has(`${code} ${name}`))
    .map(([code, , name]): Ended => {
      const successor = namesake({ code, name }, candidates) ?? (names.has(code) ? code : null)
      return [code, name, file.edition, edition, successor === null ? [] : [successor]]
    })
  const next = new Map(removed.map(([code, , , , successors]) => [code, successors]))
  const follow = (code: string): string[] => (names.has(code) ? [code] : (next.get(code) ?? []))
  const ended = [...file.ended, ...removed].map(([code, name, seen, gone, successors]): Ended => {
    return [code, name, seen, gone, [...new Set(successors.flatMap(follow))]]
  })
  ended.sort((a, b) => a[0].localeCompare(b[0]) || a[3].localeCompare(b[3]))
  return { ended: { ...file, edition, ended }, unresolved: removed.filter(([, , , , to]) => to.length === 0) }
}
