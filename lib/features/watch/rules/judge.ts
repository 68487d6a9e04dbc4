import { z } from 'zod'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { overdueFacts, photoFacts, reviewerFacts, seriesFacts } from '../schema'

type Rules = SettingValue<'watch-rules'>

/** Something that needs a look, as it is to be written down. */
export type Found = {
  subject: string
  divisionCode: string
  places: string[]
  facts: object
  urgency: 1 | 2 | 3
  level: number
}
/** What the queries find of each kind, before the rules of its area judge it. */
export const overdueFigures = overdueFacts.extend({ districtCode: z.string() })
export type OverdueFigures = z.output<typeof overdueFigures>
export const reviewerFigures = reviewerFacts
  .omit({ why: true })
  .extend({ staffId: z.uuid(), divisionCode: z.string() })
export type ReviewerFigures = z.output<typeof reviewerFigures>
export const seriesFigures = seriesFacts.extend({ id: z.uuid(), divisionCode: z.string() })
export type SeriesFigures = z.output<typeof seriesFigures>
export const photoFigures = photoFacts.extend({ sha256: z.string(), districts: z.array(z.string()) })
export type PhotoFigures = z.output<typeof photoFigures>

/** Returns may differ by chance: fewer than this many more or less than expected tell nothing. */
const RETURNS_APART = 5

/** A district with as many overdue filings as the rule names; told again when they grow by about two fifths. */
export function judgeOverdue(figures: OverdueFigures, rules: Rules): Found | null {
  const { districtCode, ...facts } = figures
  const times = facts.count / rules.overdueFilings
  if (times < 1) return null
  return {
    subject: districtCode,
    divisionCode: districtCode,
    places: [districtCode],
    facts,
    urgency: times >= 3 ? 3 : 2,
    level: Math.floor(2 * Math.log2(times)),
  }
}

/**
 * A reviewer with enough decisions whose approvals come nearly all within seconds, or whose share of returns is several
 * times that of the others of the city (or only a fraction of it).
 */
export function judgeReviewer(figures: ReviewerFigures, rules: Rules): Found | null {
  const { staffId, divisionCode, ...facts } = figures
  if (facts.decisions < rules.reviewerDecisions) return null
  const why: z.output<typeof reviewerFacts>['why'] = []
  const { approvals, quick } = facts
  if (approvals >= rules.reviewerDecisions && quick * 100 >= approvals * rules.quickPercent) why.push('QUICK')
  if (facts.othersDecisions >= rules.reviewerDecisions) {
    const expected = (facts.decisions * facts.othersReturned) / facts.othersDecisions
    const { returned } = facts
    const apart = Math.abs(returned - expected) >= RETURNS_APART
    if (apart && returned > expected * rules.returnFactor) why.push('RETURNS_MANY')
    if (apart && returned * rules.returnFactor < expected) why.push('RETURNS_FEW')
  }
  if (why.length === 0) return null
  const level = why.length
  return {
    subject: staffId,
    divisionCode,
    places: [divisionCode],
    facts: { ...facts, why },
    urgency: 2,
    level,
  }
}

/** The query has compared it with `warnBelow` already; told again at a half, at a tenth, and when none is left. */
export function judgeSeries({ id, divisionCode, ...facts }: SeriesFigures): Found {
  const share = facts.left / facts.warnBelow
  const level = facts.left === 0 ? 3 : share < 0.1 ? 2 : share < 0.5 ? 1 : 0
  const urgency = facts.left === 0 ? 3 : 2
  return { subject: id, divisionCode, places: [divisionCode], facts, urgency, level }
}

/** Told again with every further filing that shows the file. The strictest rule of the places concerned holds. */
export function judgePhoto(figures: PhotoFigures, rulesOf: (code: string) => Rules): Found | null {
  const { sha256, districts, ...facts } = figures
  const enough = Math.min(...districts.map((code) => rulesOf(code).samePhotoFilings))
  if (facts.count < enough) return null
  return {
    subject: sha256,
    divisionCode: commonArea(districts),
    places: districts,
    facts,
    urgency: facts.count >= 5 ? 2 : 1,
    level: facts.count,
  }
}

/** The smallest area that holds all of these districts. */
export function commonArea(districts: readonly string[]): string {
  const [first = '000000'] = districts
  for (const [length, zeros] of [
    [6, ''],
    [4, '00'],
    [2, '0000'],
  ] as const) {
    const head = first.slice(0, length)
    if (districts.every((code) => code.startsWith(head))) return head + zeros
  }
  return '000000'
}
