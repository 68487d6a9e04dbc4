import type { Finding } from '@/lib/core/finding'
import { matchesCatalogue } from '@/lib/features/catalogue/queries/checks'
import { pathLabel } from '@/lib/features/content/rules/display'
import { knownMakers } from '@/lib/features/inspection/queries/known-makers'
import type { InspectionReader } from '@/lib/features/inspection/queries/rule-table'
import { catalogueFindings } from '@/lib/features/inspection/rules/catalogue'
import { dateFindings } from '@/lib/features/inspection/rules/dates'
import { unchecked } from '@/lib/features/inspection/rules/finding'
import { placeFindings, timeFindings } from '@/lib/features/inspection/rules/photo-origin'
import { powerFindings } from '@/lib/features/inspection/rules/power'
import { stageFuelFindings } from '@/lib/features/inspection/rules/stage'
import { stageDateFindings, stagePowerFindings } from '@/lib/features/inspection/rules/stage-law'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { STATED_FIELDS } from '../rules/evidence'
import type { ChangeFacts, Concern } from '../rules/facts'
import { STAMPED_NUMBERS, serialFindings } from '../rules/serial'
import { approvedStageFindings } from '../rules/stage'
import { STAGE_FACTS } from '../rules/stage-facts'
import type { ChangeCheckCode } from '../schema/check'

export type ChangeRule = {
  code: ChangeCheckCode
  /** Raised with every change of what the rule finds: waiting changes are inspected again. */
  version: number
  /** Whether there is anything for it to check: a rule about dates has nothing to say of a new brand. */
  applies(concern: Concern): boolean
  /** At least one finding. What it throws becomes "not checked". */
  run(facts: ChangeFacts, reader: InspectionReader): Finding[] | Promise<Finding[]>
}

/** Whether the change touches one of the fields, or of the sections that end in a dot. */
const touches =
  (...fields: readonly string[]) =>
  ({ after }: Concern): boolean =>
    Object.keys(after).some((path) =>
      fields.some((field) => (field.endsWith('.') ? path.startsWith(field) : path === field)),
    )
const withPhotos = ({ photoCount }: Concern) => photoCount > 0
const lawOf = async ({ districtCode }: ChangeFacts, reader: InspectionReader) =>
  (await findSetting(reader, 'stage-dates', districtCode)).rows

/**
 * The rules that are stored: those of the inspection of filings for the machine as it would be, each where the change touches
 * what it looks at. Evidence, duplicates and the photos' content are read with the desk (checks.ts): later photos, filings
 * and changes change the answer.
 */
export const CHANGE_RULES: readonly ChangeRule[] = [
  {
    code: 'SERIAL',
    version: 1,
    applies: touches(...STAMPED_NUMBERS),
    run: ({ before, after }) => serialFindings(before, after),
  },
  {
    code: 'STAGE',
    version: 1,
    applies: touches(...STAGE_FACTS),
    run: async (facts, reader) =>
      approvedStageFindings(
        facts.content,
        facts.emissionStage,
        await lawOf(facts, reader),
        Object.keys(facts.after),
      ),
  },
  {
    code: 'STAGE_FUEL',
    version: 1,
    applies: touches('engine.fuelCode', 'dpf.installed'),
    run: ({ content }) => stageFuelFindings(content),
  },
  {
    code: 'STAGE_DATES',
    version: 1,
    applies: touches(
      'engine.fuelCode',
      'engine.manufacturedOn',
      'machine.manufacturedOn',
      'machine.categoryCode',
      'engine.ratedPowerKw',
    ),
    run: async (facts, reader) => stageDateFindings(facts.content, await lawOf(facts, reader)),
  },
  {
    code: 'STAGE_POWER',
    version: 1,
    applies: touches('engine.fuelCode', 'engine.ratedPowerKw'),
    run: async (facts, reader) => stagePowerFindings(facts.content, await lawOf(facts, reader)),
  },
  {
    code: 'CATALOGUE',
    version: 1,
    applies: touches('machine.', 'engine.'),
    run: async ({ content }, reader) =>
      catalogueFindings(content, await matchesCatalogue(reader, content), await knownMakers(reader, content)),
  },
  {
    code: 'POWER',
    version: 1,
    applies: touches('engine.ratedPowerKw', 'machine.ratedPowerKw'),
    run: ({ content }) => powerFindings(content),
  },
  {
    code: 'DATES',
    version: 1,
    applies: touches(
      'engine.manufacturedOn',
      'machine.manufacturedOn',
      'dpf.installedOn',
      'monitoring.installedOn',
    ),
    run: ({ content, submittedAt }) => dateFindings(content, submittedAt),
  },
  { code: 'PHOTO_TIME', version: 1, applies: withPhotos, run: timeFindings },
  { code: 'PHOTO_PLACE', version: 1, applies: withPhotos, run: placeFindings },
  {
    code: 'STATED',
    version: 1,
    applies: touches(...STATED_FIELDS),
    run: ({ after }) => {
      const paths = Object.keys(after).filter((path) =>
        touches(...STATED_FIELDS)({ type: 'DETAILS', after: { [path]: null }, photoCount: 0 }),
      )
      return [unchecked(`${paths.map(pathLabel).join('、')}由机主申报，没有照片可以核对`, paths)]
    },
  },
]
