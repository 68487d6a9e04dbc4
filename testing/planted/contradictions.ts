import { db } from '@/lib/server/database/db'
import type { Draft } from './clean'
import type { PlantedFault } from './fault'

/** An electric draft has no engine to contradict: becomes a diesel one of 国三. */
function diesel({ content: { codes, machine, engine } }: Draft): void {
  const dates = { manufacturedOn: '2018-05-12' }
  Object.assign(codes, { disclosureNumber: 'CN FJ G3 00 0L81 000192 000002', engineApprovalNumber: null })
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
      diesel(draft)
      Object.assign(draft.content.engine, { fuelCode: 'ELECTRIC', emissionStage: null })
      if (random.chance(0.5))
        Object.assign(draft.content.codes, {
          disclosureNumber: null,
          engineApprovalNumber: 'CN FC G3 0430 03 0192',
        })
    },
  },
  {
    name: 'approval and disclosure of two stages',
    code: 'STAGE_CODES',
    path: 'codes.engineApprovalNumber',
    also: ['STAGE_DATES'],
    draft: (draft, random) => {
      diesel(draft)
      draft.content.codes.engineApprovalNumber = `CN FC G${random.pick([1, 2, 4])} 0430 03 0192`
    },
  },
  {
    name: 'stage older than its dates allow',
    code: 'STAGE_DATES',
    also: ['STAGE_CODES'],
    draft: (draft, random) => {
      diesel(draft)
      const { codes, machine, engine } = draft.content
      const old = random.pick(['number', 'claim', 'machine'])
      if (old === 'number') codes.disclosureNumber = `CN FJ G${random.pick([1, 2])} 00 0L81 000192 000002`
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
      diesel(draft)
      const kW = random.int(561, 1200)
      Object.assign(draft.content.codes, { disclosureNumber: 'CN FJ G4 00 0L81 000192 000002' })
      Object.assign(draft.content.machine, { ratedPowerKw: kW, manufacturedOn: '2023-05' })
      Object.assign(draft.content.engine, { ratedPowerKw: kW, manufacturedOn: '2023-03', emissionStage: '4' })
    },
  },
  {
    name: 'engine made after its machine',
    code: 'DATES',
    path: 'engine.manufacturedOn',
    draft: (draft, random) => {
      diesel(draft)
      draft.content.engine.manufacturedOn = random.pick(['2018-06', '2019', '2018-05-13'])
    },
  },
  {
    name: 'decimal point of a power misplaced',
    code: 'POWER',
    path: 'machine.ratedPowerKw',
    draft: (draft, random) => {
      diesel(draft)
      draft.content.machine.ratedPowerKw = random.pick([13, 1300, 13.1])
    },
  },
  {
    name: 'published number malformed',
    code: 'FORMAT',
    path: 'codes.disclosureNumber',
    draft: (draft, random) => {
      diesel(draft)
      draft.content.codes.disclosureNumber = random.pick([
        'CN FJ G3 00 0L81 000192',
        'CNQQG4000L81000192000002',
        'G3-000192',
      ])
    },
  },
  {
    name: 'another power, model or fuel than published',
    code: 'CATALOGUE',
    draft: (draft) => {
      diesel(draft)
      draft.published = true
      Object.assign(draft.content.machine, { manufacturer: '山推工程机械股份有限公司' })
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
      diesel(draft)
      draft.published = false
      Object.assign(draft.content.codes, {
        machineEnvCode: null,
        disclosureNumber: `CN FJ G3 00 0X${random.text('0123456789', 2)} 000${random.text('0123456789', 3)} 000777`,
      })
      draft.content.machine.manufacturer = '山推工程机械股份有限公司'
    },
  },
]
