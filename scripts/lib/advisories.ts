/** Security advisories of a folder in the format of OSV (https://ossf.github.io/osv-schema/), compared with locked packages. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { compare, valid } from 'semver'
import { z } from 'zod'
import type { LockedPackage } from './lock-file'

const event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
})
const affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.string(), events: z.array(event) })).optional(),
  versions: z.array(z.string()).optional(),
})
const advisory = z.object({
  id: z.string(),
  modified: z.string(),
  withdrawn: z.string().optional(),
  summary: z.string().optional(),
  database_specific: z.looseObject({ severity: z.string().optional() }).optional(),
  affected: z.array(affected).optional(),
})
type Affected = z.infer<typeof affected>

export interface Finding {
  package: LockedPackage
  id: string
  /** As the advisory says: LOW, MODERATE, HIGH, CRITICAL. */
  severity: string | undefined
  summary: string
  /** The first version without the fault; undefined: none is named. */
  fixed: string | undefined
}

export interface AdvisoryReview {
  findings: Finding[]
  /** Advisories of npm packages that were compared. */
  compared: number
  /** Files that are no advisories in this format. */
  unread: string[]
  /** When the newest advisory was changed: how old the folder is. */
  newest: string | undefined
}

const before = (a: string, b: string) => compare(a, b) < 0

/** Events are in order: from each `introduced` to the next `fixed` (without it) or `last_affected` (with it). */
function inRange(version: string, events: z.infer<typeof event>[]): boolean {
  let inside = false
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined && (introduced === '0' || !before(version, introduced))) inside = true
    if (fixed !== undefined && !before(version, fixed)) inside = false
    if (last !== undefined && before(last, version)) inside = false
  }
  return inside
}

function concerns({ ranges = [], versions = [] }: Affected, version: string): boolean {
  if (versions.includes(version)) return true
  if (!valid(version)) return false
  return ranges.some(({ type, events }) => type === 'SEMVER' && inRange(version, events))
}

function jsonFilesIn(place: string): string[] {
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(place, name))
}

function readAdvisory(file: string) {
  try {
    return advisory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** @param place a file, or a folder with folders */
export function reviewAdvisories(packages: readonly LockedPackage[], place: string): AdvisoryReview {
  const installed = new Map<string, LockedPackage[]>()
  for (const each of packages) installed.set(each.name, [...(installed.get(each.name) ?? []), each])
  const review: AdvisoryReview = { findings: [], compared: 0, unread: [], newest: undefined }
  for (const file of jsonFilesIn(place)) {
    const found = readAdvisory(file)
    if (!found) {
      review.unread.push(file)
      continue
    }
    const ofNpm = (found.affected ?? []).filter((each) => each.package?.ecosystem === 'npm')
    if (ofNpm.length === 0 || found.withdrawn) continue
    review.compared += 1
    if (!review.newest || review.newest < found.modified) review.newest = found.modified
    for (const each of ofNpm) {
      for (const one of installed.get(each.package?.name ?? '') ?? []) {
        if (!concerns(each, one.version)) continue
        review.findings.push({
          package: one,
          id: found.id,
          severity: found.database_specific?.severity,
          summary: found.summary ?? '',
          fixed: fixedAfter(each, one.version),
        })
      }
    }
  }
  return review
}

function fixedAfter({ ranges = [] }: Affected, version: string): string | undefined {
  const fixes = ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? []))
  return fixes.filter((fixed) => valid(fixed) && before(version, fixed)).toSorted(compare)[0]
}
