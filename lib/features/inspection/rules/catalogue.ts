import type { Finding } from '@/lib/core/finding'
import { codesOf } from '@/lib/features/catalogue/rules/codes'
import { pathLabel } from '@/lib/features/content/rules/display'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { clear, doubt, unchecked } from './finding'

type Difference = { path: string; published: string | number }
type Match = { group: number; differences: readonly Difference[] }
/** Whether the catalogue has anything of the maker; null where none is filled in. */
export type KnownMakers = { machine: boolean | null; engine: boolean | null }

/** The codes by which a filing should be found, each with its group. */
const SOUGHT = [
  { name: 'machineEnvCode', group: 1 },
  { name: 'disclosureNumber', group: 2 },
  { name: 'engineApprovalNumber', group: 3 },
] as const
/** CN FC: of an engine; CN FJ, and the machine's own code: of a machine. */
const isOfEngine = (key: string) => key.startsWith('CNFC')

/**
 * Comparison with the catalogue of published machines: every field that differs, every code that is not there. A code
 * that is not found is in doubt only where the catalogue knows the maker: it does not have all makers.
 */
export function catalogueFindings(
  content: FilingContent,
  matches: readonly Match[],
  known: KnownMakers,
): Finding[] {
  const codes = codesOf(content)
  const sought = SOUGHT.filter(({ name }) => codes[name] !== '')
  if (sought.length === 0 && matches.length === 0)
    return [unchecked('没有填写机械环保代码、公开编号、型式核准号，没有与公开目录比对')]
  const differing = new Map(matches.flatMap(({ differences }) => differences.map((one) => [one.path, one])))
  const missing = sought.filter(
    ({ name, group }) => !matches.some((match) => match.group === group) && !differing.has(`codes.${name}`),
  )
  return [
    ...matchFindings(matches, [...differing.values()]),
    ...missing.map(({ name }) => {
      const ofMaker =
        isOfEngine(codes[name]) || name === 'engineApprovalNumber' ? known.engine : known.machine
      return missingFinding(`codes.${name}`, matches.length > 0 ? 'FOUND' : ofMaker)
    }),
  ]
}

function matchFindings(matches: readonly Match[], differing: Difference[]): Finding[] {
  if (matches.length === 0) return []
  if (differing.length === 0) return [clear('与公开目录一致')]
  return differing.map(({ path, published }) =>
    doubt(`${pathLabel(path)}与公开目录不一致${publishedText(path, published)}`, [path], { published }),
  )
}

/** Nothing for a list field: its code means nothing to a reader. */
const publishedText = (path: string, published: string | number) =>
  findField(path)?.list ? '' : `（目录为 ${published}）`

/** @param known whether the maker is known; FOUND: the machine is there by another code, and its entry lacks this one */
function missingFinding(path: string, known: 'FOUND' | boolean | null): Finding {
  const label = pathLabel(path)
  if (known === 'FOUND') return unchecked(`公开目录中这一机型没有列出${label}，不能核对`, [path])
  if (known) return doubt(`公开目录有该生产厂，但没有查到所填${label}，请与照片核对`, [path])
  const why = known === null ? '没有填写生产厂，不能判断' : '目录中没有该生产厂，不能判断'
  return unchecked(`公开目录中没有查到所填${label}；${why}`, [path])
}
