import { z } from 'zod'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { overdueFacts, photoFacts, reviewerFacts, seriesFacts } from '../schema'

type Rules = SettingValue<'watch-rules'>

/** An alert to store. */
export type FoundAlert = {
  subject: string
  divisionCode: string
  places: string[]
  facts: object
  urgency: 1 | 2 | 3
  level: number
}
/** Results of the queries for each kind, to be checked by the rules of their area. */
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

/** Numbers of returns that differ by less than this from the expected number may be chance. */
const MIN_DEVIATION = 5

/** A district that reaches the threshold of overdue filings; the level rises with every increase by about two fifths. */
export function judgeOverdue(figures: OverdueFigures, rules: Rules): FoundAlert | null {
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
 * A reviewer with enough decisions, of whose approvals nearly all are made in seconds, or whose share of returns is several
 * times that of the city's other reviewers, or only a fraction of it.
 */
export function judgeReviewer(figures: ReviewerFigures, rules: Rules): FoundAlert | null {
  const { staffId, divisionCode, ...facts } = figures
  if (facts.decisions < rules.reviewerDecisions) return null
  const why: z.output<typeof reviewerFacts>['why'] = []
  const { approvals, quick } = facts
  if (approvals >= rules.reviewerDecisions && quick * 100 >= approvals * rules.quickPercent) why.push('QUICK')
  if (facts.othersDecisions >= rules.reviewerDecisions) {
    const expected = (facts.decisions * facts.othersReturned) / facts.othersDecisions
    const { returned } = facts
    const significant = Math.abs(returned - expected) >= MIN_DEVIATION
    if (significant && returned > expected * rules.returnFactor) why.push('RETURNS_MANY')
    if (significant && returned * rules.returnFactor < expected) why.push('RETURNS_FEW')
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

/** A series that the query found below `warnBelow`; the level rises at a half, at a tenth, and at 0. */
export function judgeSeries({ id, divisionCode, ...facts }: SeriesFigures): FoundAlert {
  const share = facts.left / facts.warnBelow
  const level = facts.left === 0 ? 3 : share < 0.1 ? 2 : share < 0.5 ? 1 : 0
  const urgency = facts.left === 0 ? 3 : 2
  return { subject: id, divisionCode, places: [divisionCode], facts, urgency, level }
}

/**
 * A photo used by several filings; the level rises with each. The strictest rule of the districts applies.
 * @param wider codes of all provinces and cities
 */
export function judgePhoto(
  figures: PhotoFigures,
  rulesOf: (code: string) => Rules,
  wider: ReadonlySet<string>,
): FoundAlert | null {
  const { sha256, districts, ...facts } = figures
  const threshold = Math.min(...districts.map((code) => rulesOf(code).samePhotoFilings))
  if (facts.count < threshold) return null
  return {
    subject: sha256,
    divisionCode: commonArea(districts, wider),
    places: districts,
    facts,
    urgency: facts.count >= 5 ? 2 : 1,
    level: facts.count,
  }
}

/**
 * The smallest division that contains all of these districts. The districts of a municipality, and counties directly below
 * a province, lie in no city: 110100 is no division.
 */
export function commonArea(districts: readonly string[], wider: ReadonlySet<string>): string {
  const [first = '000000'] = districts
  for (const [length, zeros] of [
    [6, ''],
    [4, '00'],
    [2, '0000'],
  ] as const) {
    const prefix = first.slice(0, length)
    const area = prefix + zeros
    if (districts.every((code) => code.startsWith(prefix)) && (zeros === '' || wider.has(area))) return area
  }
  return '000000'
}
