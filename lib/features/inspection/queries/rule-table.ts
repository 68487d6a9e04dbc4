import type { Finding } from '@/lib/core/finding'
import { matchesCatalogue } from '@/lib/features/catalogue/queries/checks'
import { findSetting } from '@/lib/features/setting/queries/settings'
import type { Tx } from '@/lib/server/database/db'
import { burstFindings } from '../rules/burst'
import { catalogueFindings } from '../rules/catalogue'
import { dateFindings } from '../rules/dates'
import { documentFindings } from '../rules/documents'
import type { InspectionFacts } from '../rules/facts'
import { formatFindings } from '../rules/formats'
import { placeFindings, timeFindings } from '../rules/photo-origin'
import { missingFindings } from '../rules/photos'
import { powerFindings } from '../rules/power'
import { stageCodeFindings, stageFuelFindings } from '../rules/stage'
import { stageDateFindings, stagePowerFindings } from '../rules/stage-law'
import type { CheckCode } from '../schema'
import { findBurst } from './burst'
import { knownMakers } from './known-makers'

/** What a rule may read: no transaction, since a statement that fails must not spoil the others. */
export type InspectionReader = Pick<Tx, '$queryRaw' | 'setting' | 'catalogueEntry'>

export type InspectionRule = {
  code: CheckCode
  /** Raised with every change of what the rule finds: open filings are inspected again. */
  version: number
  /** At least one finding. What it throws becomes "not checked". */
  run(facts: InspectionFacts, reader: InspectionReader): Finding[] | Promise<Finding[]>
}

const lawOf = async ({ districtCode }: InspectionFacts, reader: InspectionReader) =>
  (await findSetting(reader, 'stage-dates', districtCode)).rows

/**
 * The rules of the inspection. A new one enters here, and with its code in CHECK_CODES at the place of its weight.
 * Duplicates (DUPLICATE, SAME_PHOTO) and the photos' content (SAME_PHOTO_CONTENT, PHOTO_REPEATED, PHOTO_QUALITY) are not
 * among them: the desk reads them itself, since every later filing, photo and dismissal changes the answer.
 */
export const RULES: readonly InspectionRule[] = [
  { code: 'PHOTO_MISSING', version: 1, run: missingFindings },
  { code: 'STAGE_FUEL', version: 1, run: ({ content }) => stageFuelFindings(content) },
  { code: 'STAGE_CODES', version: 1, run: ({ content }) => stageCodeFindings(content) },
  {
    code: 'CATALOGUE',
    version: 1,
    run: async ({ content }, reader) =>
      catalogueFindings(content, await matchesCatalogue(reader, content), await knownMakers(reader, content)),
  },
  {
    code: 'STAGE_DATES',
    version: 1,
    run: async (facts, reader) => stageDateFindings(facts.content, await lawOf(facts, reader)),
  },
  {
    code: 'STAGE_POWER',
    version: 1,
    run: async (facts, reader) => stagePowerFindings(facts.content, await lawOf(facts, reader)),
  },
  { code: 'POWER', version: 1, run: ({ content }) => powerFindings(content) },
  { code: 'DATES', version: 1, run: ({ content, submittedAt }) => dateFindings(content, submittedAt) },
  { code: 'PHOTO_TIME', version: 1, run: timeFindings },
  { code: 'PHOTO_PLACE', version: 1, run: placeFindings },
  { code: 'OWNER_ID', version: 1, run: documentFindings },
  { code: 'FORMAT', version: 1, run: ({ content }) => formatFindings(content) },
  { code: 'BURST', version: 1, run: async (facts, reader) => burstFindings(await findBurst(reader, facts)) },
]

/** Rises with each new rule and each new version, and only rises: of two releases the later one's is greater. */
export const rulesVersion = (rules: readonly Pick<InspectionRule, 'version'>[]): number =>
  rules.reduce((sum, { version }) => sum + version, 0)
