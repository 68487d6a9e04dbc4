import { namesake } from '@/lib/features/division/rules/places'

type Row = readonly [code: string, parent: string, name: string, level: number, leaf: number]
/** `[code, name, last edition with it, first edition without, successors]`, as in prisma/seed/ended-divisions.json. */
type Ended = [code: string, name: string, seen: string, gone: string, successors: string[]]
type EndedFile = { edition: string; ended: Ended[]; divided: unknown[]; zones: unknown[] }

/**
 * Ends what a newer edition lacks. A division that came back below its city under another code is followed by that
 * one (密云县 → 密云区), a code with a new name by itself; all others have no successor until a person names it.
 * Successors that ended themselves are replaced by theirs.
 * @returns the new file, and those of this edition that have no successor
 */
export function endWhatLeft(
  file: EndedFile,
  before: readonly Row[],
  after: readonly Row[],
  edition: string,
): { ended: EndedFile; open: Ended[] } {
  const names = new Map(after.map(([code, , name]) => [code, name]))
  const fresh = after.filter(([code]) => !before.some(([old]) => old === code))
  const asNamed = fresh.map(([code, , name]) => ({ code, name }))
  const known = new Set(file.ended.map(([code, name]) => `${code} ${name}`))
  const left = before
    .filter(([code, , name]) => names.get(code) !== name && !known.has(`${code} ${name}`))
    .map(([code, , name]): Ended => {
      const successor = namesake({ code, name }, asNamed) ?? (names.has(code) ? code : null)
      return [code, name, file.edition, edition, successor === null ? [] : [successor]]
    })
  const next = new Map(left.map(([code, , , , successors]) => [code, successors]))
  const follow = (code: string): string[] => (names.has(code) ? [code] : (next.get(code) ?? []))
  const ended = [...file.ended, ...left].map(([code, name, seen, gone, successors]): Ended => {
    return [code, name, seen, gone, [...new Set(successors.flatMap(follow))]]
  })
  ended.sort((a, b) => a[0].localeCompare(b[0]) || a[3].localeCompare(b[3]))
  return { ended: { ...file, edition, ended }, open: left.filter(([, , , , to]) => to.length === 0) }
}
