import { db } from '@/lib/server/database/db'
import { approvalOf, type Draft, disclosureOf } from './clean'
import type { PlantedFault } from './fault'
import type { Random } from './random'

/** An electric draft has no engine to contradict: becomes a diesel one of 国三. */
function diesel({ content: { codes, machine, engine } }: Draft, random: Random): void {
  const dates = { manufacturedOn: '2018-05-12' }
  Object.assign(codes, { disclosureNumber: disclosureOf(random, 3), engineApprovalNumber: null })
  Object.assign(machine, dates, { ratedPowerKw: 130, categoryCode: 'BULLDOZER' })
  Object.assign(engine, {
    manufacturedOn: '2018-03',
    ratedPowerKw: 131,
    emissionStage: '3',
    fuelCode: 'DIESEL',
  })
}

/** Fields that contradict one another, the law table or the catalogue. */
export const CONTRADICTIONS: readonly PlantedFault[] = [
  {
    name: 'electric with a G number',
    code: 'STAGE_FUEL',
    path: 'engine.fuelCode',
    draft: (draft, random) => {
      diesel(draft, random)
      Object.assign(draft.content.engine, { fuelCode: 'ELECTRIC', emissionStage: null })
      if (random.chance(0.5))
        Object.assign(draft.content.codes, {
          disclosureNumber: null,
          engineApprovalNumber: approvalOf(random, 3),
        })
    },
  },
  {
    name: 'approval and disclosure of two stages',
    code: 'STAGE_CODES',
    path: 'codes.engineApprovalNumber',
    also: ['STAGE_DATES'],
    draft: (draft, random) => {
      diesel(draft, random)
      draft.content.codes.engineApprovalNumber = approvalOf(random, random.pick([1, 2, 4]))
    },
  },
  {
    name: 'stage older than its dates allow',
    code: 'STAGE_DATES',
    also: ['STAGE_CODES'],
    draft: (draft, random) => {
      diesel(draft, random)
      const { codes, machine, engine } = draft.content
      const old = random.pick(['number', 'claim', 'machine'])
      if (old === 'number') codes.disclosureNumber = disclosureOf(random, random.pick([1, 2]))
      if (old === 'machine') machine.manufacturedOn = '2023-06'
      if (old !== 'claim') return
      codes.disclosureNumber = null
      engine.emissionStage = '2'
    },
  },
  {
    name: '国四 above 560 kW',
    code: 'STAGE_POWER',
    path: 'engine.ratedPowerKw',
    also: ['STAGE_CODES'],
    draft: (draft, random) => {
      diesel(draft, random)
      const kW = random.int(561, 1200)
      Object.assign(draft.content.codes, { disclosureNumber: disclosureOf(random, 4) })
      Object.assign(draft.content.machine, { ratedPowerKw: kW, manufacturedOn: '2023-05' })
      Object.assign(draft.content.engine, { ratedPowerKw: kW, manufacturedOn: '2023-03', emissionStage: '4' })
    },
  },
  {
    name: 'engine made after its machine',
    code: 'DATES',
    path: 'engine.manufacturedOn',
    draft: (draft, random) => {
      diesel(draft, random)
      draft.content.engine.manufacturedOn = random.pick(['2018-06', '2019', '2018-05-13'])
    },
  },
  {
    name: 'decimal point of a power misplaced',
    code: 'POWER',
    path: 'machine.ratedPowerKw',
    draft: (draft, random) => {
      diesel(draft, random)
      draft.content.machine.ratedPowerKw = random.pick([13, 1300, 13.1])
    },
  },
  {
    name: 'published number malformed',
    code: 'FORMAT',
    path: 'codes.disclosureNumber',
    draft: (draft, random) => {
      diesel(draft, random)
      const good = disclosureOf(random, 3)
      draft.content.codes.disclosureNumber = random.pick([
        good.slice(0, -7),
        good.replace('CN FJ', 'CN QQ'),
        `G3-${good.slice(-6)}`,
      ])
    },
  },
  {
    name: 'another power, model or fuel than published',
    code: 'CATALOGUE',
    draft: (draft, random) => {
      diesel(draft, random)
      draft.published = true
      Object.assign(draft.content.machine, { manufacturer: '山推工程机械股份有限公司' })
      Object.assign(draft.content.engine, { manufacturer: '潍柴动力股份有限公司' })
    },
    around: async ({ id }, _, random) => {
      const [section, field, value] = random.pick([
        ['machine', 'model', 'OTHER-1'],
        ['machine', 'ratedPowerKw', 120],
        ['engine', 'ratedSpeedRpm', 1234],
        ['engine', 'fuelCode', 'LPG'],
      ])
      await db()
        .$executeRaw`UPDATE filing SET content = jsonb_set(content, ${[section, field]}::text[], ${JSON.stringify(value)}::jsonb) WHERE id = ${id}::uuid`
    },
    also: ['STAGE_DATES', 'STAGE_POWER'],
  },
  {
    name: 'a code that the catalogue of the maker does not have',
    code: 'CATALOGUE',
    path: 'codes.disclosureNumber',
    draft: (draft, random) => {
      diesel(draft, random)
      draft.published = false
      Object.assign(draft.content.codes, {
        machineEnvCode: null,
        disclosureNumber: disclosureOf(random, 3),
      })
      draft.content.machine.manufacturer = '山推工程机械股份有限公司'
    },
  },
]
