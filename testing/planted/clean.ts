import type { ContentSeed } from '@/prisma/factories/content'
import type { PhotoSlot } from '@/prisma/generated/enums'
import type { Pictures } from './pictures'
import type { Random } from './random'

type Values = Record<string, string | number | boolean | null>

/** A filing before it is made: whatever a kind of fault changes. */
export type Draft = {
  content: ContentSeed & { codes: Values; machine: Values; engine: Values }
  districtCode: string
  owner: { type: 'PERSON' | 'UNIT'; idNumber?: string }
  slots: PhotoSlot[]
  /** The catalogue has this machine, in the same words. */
  published: boolean
  /** As uploaded; without them the photos are rows only. */
  pictures?: Pictures
  nextPlate?: Buffer
}

const DIGITS = '0123456789'
const SIGNS = `${DIGITS}ABCDEFGHJKLMNPRSTUVWXYZ`
/** Years, stage and power as they may be under the law table. */
type Era = { stage: number; years: [number, number]; kW: [number, number] }
const ERAS: [Era, ...Era[]] = [
  { stage: 2, years: [2010, 2014], kW: [20, 400] },
  { stage: 3, years: [2017, 2021], kW: [20, 500] },
  // A stage ahead of the law.
  { stage: 4, years: [2020, 2021], kW: [40, 400] },
  { stage: 4, years: [2023, 2025], kW: [40, 560] },
  // Above 560 kW 国三 goes on.
  { stage: 3, years: [2023, 2025], kW: [561, 900] },
]

const MAKERS = [
  '山推工程机械股份有限公司',
  '徐工集团工程机械股份有限公司',
  '广西柳工机械股份有限公司',
  '三一重机有限公司',
] as const
const ENGINE_MAKERS = [
  '潍柴动力股份有限公司',
  '广西玉柴机器股份有限公司',
  '康明斯（中国）投资有限公司',
] as const

/** A filing without fault, as different as real ones: dates as far as they are known, spellings, missing answers. */
export function cleanDraft(random: Random): Draft {
  const electric = random.chance(0.1)
  const era = random.pick(ERAS)
  const year = random.int(...era.years)
  const month = random.int(4, 12)
  const kW = random.int(...era.kW)
  const published = random.chance(0.5)
  const date = (monthOf: number) => dateOf(random, year, monthOf)
  return {
    districtCode: '110101',
    owner: { type: random.pick(['PERSON', 'UNIT']) },
    slots: ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE'],
    published,
    content: {
      kind: 'MACHINE',
      hasNameplate: true,
      codes: {
        machineEnvCode: published || random.chance(0.3) ? random.text(SIGNS, 17) : null,
        disclosureNumber:
          electric || era.stage === 2 ? null : spelled(random, disclosureOf(random, era.stage)),
        engineApprovalNumber: era.stage === 2 && !electric ? approvalOf(random, 2) : null,
      },
      machine: {
        categoryCode: random.pick(['BULLDOZER', 'EXCAVATOR', 'LOADER', 'FORKLIFT', 'ROLLER']),
        brand: null,
        // A maker that the catalogue does not know, unless it has the machine.
        manufacturer: published
          ? random.pick(MAKERS)
          : `${random.pick(['宏', '鑫', '远'])}${random.pick(['达', '力', '通'])}机械厂`,
        model: `${random.text('ABDGKX', 2)}${random.int(10, 99)}${random.pick(['', 'A', '-5'])}`,
        serial: spelled(
          random,
          `${random.text('XLSCY', 2)}${random.text(DIGITS, 4)}${random.text(SIGNS, 6)}`,
        ),
        pin: random.chance(0.4) ? random.text(SIGNS, 17) : null,
        manufacturedOn: date(month),
        ratedPowerKw: random.chance(0.8) ? Math.round(kW * (1 + random.int(-10, 10) / 100)) : null,
      },
      engine: {
        manufacturer: published ? random.pick(ENGINE_MAKERS) : `${random.pick(['东', '西'])}方动力机械厂`,
        model: `${random.text('WYCD', 2)}${random.int(2, 12)}${random.text(DIGITS, 2)}`,
        serial: electric ? null : spelled(random, `${random.text('QEH', 1)}${random.text(DIGITS, 8)}`),
        manufacturedOn: electric || random.chance(0.1) ? null : date(month - random.int(1, 3)),
        ratedPowerKw: electric ? null : kW,
        emissionStage: random.chance(0.5) ? (electric ? 'D' : String(era.stage)) : null,
        fuelCode: electric ? 'ELECTRIC' : 'DIESEL',
      },
    },
  }
}

export const disclosureOf = (random: Random, stage: number) =>
  `CN FJ G${stage} 00 0L${random.text(DIGITS, 2)} 000${random.text(DIGITS, 3)} 000${random.text(DIGITS, 3)}`
export const approvalOf = (random: Random, stage: number) =>
  `CN FC G${stage} ${random.text(DIGITS, 4)} 03 ${random.text(DIGITS, 4)}`

/** To the day, the month or the year. */
function dateOf(random: Random, year: number, month: number): string {
  const day = `${year}-${String(month).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
  return day.slice(0, random.pick([10, 10, 10, 7, 4]))
}

/** As it is typed: small letters, hyphens, blanks. */
function spelled(random: Random, code: string): string {
  return random.pick([
    code,
    code,
    code.toLowerCase(),
    `${code.slice(0, 4)}-${code.slice(4)}`,
    `${code.slice(0, 6)} ${code.slice(6)}`,
  ])
}
