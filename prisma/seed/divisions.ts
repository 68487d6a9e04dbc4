import { z } from 'zod'
import json from './divisions.json' with { type: 'json' }
import endedJson from './ended-divisions.json' with { type: 'json' }

/** `[code, parent or '', name, level, leaf]`, parents before children (scripts/build-divisions.ts). */
const rows = z.array(z.tuple([z.string(), z.string(), z.string(), z.number(), z.number()]))

export type DivisionRow = {
  code: string
  parentCode: string | null
  name: string
  fullName: string
  level: number
  leaf: boolean
}

/** Whose bureau sees all: no division of GB/T 2260, and nobody's parent, so that it is in no list of provinces. */
const COUNTRY: DivisionRow = {
  code: '000000',
  parentCode: '000000',
  name: '全国',
  fullName: '全国',
  level: 0,
  leaf: false,
}

/** All divisions with their full names, e.g. 河北省 唐山市 路南区; 市辖区 and 县 as levels do not show: 北京市 东城区. */
export function readDivisions(): DivisionRow[] {
  const fullNames = new Map<string, string>()
  const below = rows.parse(json).map(([code, parent, name, level, leaf]) => {
    const above = fullNames.get(parent)
    const fullName = above ? `${above} ${name}` : name
    fullNames.set(code, fullName)
    return { code, parentCode: parent || null, name, fullName, level, leaf: leaf === 1 }
  })
  return [COUNTRY, ...below]
}

const code = z.string().regex(/^\d{6}$/)
const month = z.string().regex(/^\d{4}-\d{2}$/)
const endedDivisions = z.object({
  edition: month,
  ended: z.array(z.tuple([code, z.string(), month, month, z.array(code)])),
  divided: z.array(z.tuple([code, z.number(), z.array(code)])),
  zones: z.array(z.tuple([z.string(), code.nullable(), z.array(code)])),
})

/** What was a division and is none any more, or bore another name (docs/decisions/0025 says where it is from). */
export function readEndedDivisions() {
  const { edition, ended, divided, zones } = endedDivisions.parse(endedJson)
  return {
    edition,
    former: ended.map(([code, name, seen, gone, successors]) => ({ code, name, seen, gone, successors })),
    divided: divided.map(([code, year, parts]) => ({ code, year, parts })),
    zones: zones.map(([name, code, parts]) => ({ name, code, parts })),
  }
}
