import { z } from 'zod'
import { day, text } from './parts'

/** Stages that a date can tell; 国五 and 国六 are only read in older registers. */
export const DATED_STAGES = ['1', '2', '3', '4'] as const
export const DATED_STAGE_NAMES = { '1': '国一', '2': '国二', '3': '国三', '4': '国四' } as const

/** Fuels that no date tells anything of: an electric machine has no engine, an unknown fuel is no diesel. */
export const UNDATED_FUELS: readonly string[] = ['ELECTRIC', 'UNKNOWN']

/** Of an engine or a machine: what is greater is a slipped decimal. */
export const GREATEST_POWER_KW = 100_000

const kilowatts = z
  .number({ error: '功率应为数字（kW）' })
  .positive('功率应大于 0')
  .max(GREATEST_POWER_KW, `功率不能超过 ${GREATEST_POWER_KW} kW`)
  .nullable()

/** One line of the law: since when engines and machines of a fuel and a power had to be of a stage. */
export const stageDateRow = z.strictObject({
  stage: z.enum(DATED_STAGES, { error: '请选择排放阶段（国一至国四）' }),
  /** Code of list FUEL. */
  fuel: z
    .string('请选择燃料种类')
    .regex(/^[A-Z][A-Z0-9_]{1,39}$/, '请选择燃料种类')
    .refine((code) => !UNDATED_FUELS.includes(code), '电动和未知燃料不按日期推定'),
  /** The engine's rated net power: above this, itself not included; null: from the smallest. */
  powerFromKw: kilowatts,
  /** … up to this, itself included (560 kW 以下，含 560 kW); null: without bound. */
  powerToKw: kilowatts,
  /** First day on which an engine made had to be of the stage. */
  engineFrom: day,
  /** First day on which a machine made had to be fitted with one; null: the law names none for machines. */
  machineFrom: day.nullable(),
  /** The same for farm machines, where they were given longer; null: as for all. */
  farmMachineFrom: day.nullable().default(null),
  basis: text(200),
})
export type StageDateRow = z.output<typeof stageDateRow>

const bandsMeet = (a: StageDateRow, b: StageDateRow) =>
  (a.powerFromKw ?? 0) < (b.powerToKw ?? Infinity) && (b.powerFromKw ?? 0) < (a.powerToKw ?? Infinity)

/** Faults of one row by itself and against the rows before it: `[field, words]`. */
function faultsOf(row: StageDateRow, earlier: readonly StageDateRow[]): [keyof StageDateRow, string][] {
  const faults: [keyof StageDateRow, string][] = []
  const { powerFromKw, powerToKw, machineFrom, farmMachineFrom } = row
  if (powerToKw !== null && (powerFromKw ?? 0) >= powerToKw) faults.push(['powerToKw', '功率上限应大于下限'])
  if (farmMachineFrom !== null && (machineFrom === null || farmMachineFrom < machineFrom))
    faults.push(['farmMachineFrom', '农用机械的日期不能早于机械的日期，没有机械日期时应留空'])
  for (const [index, other] of earlier.entries()) {
    if (other.fuel !== row.fuel || !bandsMeet(other, row)) continue
    if (other.stage === row.stage)
      faults.push(['stage', `与第 ${index + 1} 行的阶段、燃料相同，功率范围重叠`])
    else faults.push(...orderFaults(row, other, index + 1))
  }
  return faults
}

/** A later stage begins later: for engines, for machines and for farm machines. */
function orderFaults(row: StageDateRow, other: StageDateRow, number: number): [keyof StageDateRow, string][] {
  const later = row.stage > other.stage
  const wrong = (a: string | null, b: string | null) => a !== null && b !== null && (later ? a <= b : a >= b)
  const words = `应${later ? '晚' : '早'}于第 ${number} 行（${DATED_STAGE_NAMES[other.stage]}）的日期`
  const fields = ['engineFrom', 'machineFrom', 'farmMachineFrom'] as const
  return fields.filter((field) => wrong(row[field], other[field])).map((field) => [field, words])
}

const table = z.strictObject({ rows: z.array(stageDateRow).max(60, '不能超过 60 行') })
const soundTable = table.check(({ value, issues }) => {
  value.rows.forEach((row, index) => {
    for (const [field, words] of faultsOf(row, value.rows.slice(0, index))) {
      const path = ['rows', index, field]
      issues.push({ code: 'custom', input: row[field], path, message: `第 ${index + 1} 行：${words}` })
    }
  })
})

const law = {
  '1': 'GB 20891—2007（中国Ⅰ、Ⅱ阶段）；按日期推定的起算日为本系统约定，可修改',
  '2': 'GB 20891—2007（中国Ⅰ、Ⅱ阶段）；按日期推定的起算日为本系统约定，可修改',
  '3': 'GB 20891—2014 第三阶段；环境保护部公告 2016 年第 5 号第一条',
  '4': 'GB 20891—2014 第 1 号修改单、HJ 1014—2020：560 kW 以下（含 560 kW）；560 kW 以上实施时间另行公告',
} as const

const diesel = (
  stage: StageDateRow['stage'],
  engineFrom: string,
  machineFrom: string | null,
  farmMachineFrom: string | null = null,
): StageDateRow => ({
  stage,
  fuel: 'DIESEL',
  powerFromKw: null,
  powerToKw: stage === '4' ? 560 : null,
  engineFrom,
  machineFrom,
  farmMachineFrom,
  basis: law[stage],
})

/** GB 20891 is about diesel alone. Sources, and what is our own decision: docs/decisions/0020. */
export const STAGE_DATES: { rows: StageDateRow[] } = {
  rows: [
    diesel('1', '2007-10-01', null),
    diesel('2', '2009-10-01', null),
    diesel('3', '2015-10-01', '2016-04-01', '2016-12-01'),
    diesel('4', '2022-12-01', '2022-12-01'),
  ],
}

const EARLIER_BASIS = '此前自行设定的日期，法规依据请补充'

/** The setting before it had fuels and powers, as it is still sent by older clients and kept in copies. */
const earlier = z.strictObject({
  diesel: z
    .array(z.strictObject({ stage: z.enum(DATED_STAGES), engineFrom: day, machineFrom: day.nullable() }))
    .max(4),
})

/** Its dates are kept; the bound of 560 kW and the law's words come with them (as in the migration of stored values). */
function fromEarlier(value: unknown): unknown {
  const read = earlier.safeParse(value)
  if (!read.success) return value
  return {
    rows: read.data.diesel.map((dates) => {
      const own = STAGE_DATES.rows.find(({ stage }) => stage === dates.stage)
      const sameMachines = own?.machineFrom === dates.machineFrom
      const row = diesel(dates.stage, dates.engineFrom, dates.machineFrom)
      return {
        ...row,
        farmMachineFrom: sameMachines ? own.farmMachineFrom : null,
        basis: sameMachines && own.engineFrom === dates.engineFrom ? row.basis : EARLIER_BASIS,
      }
    }),
  }
}

/** Since when engines and machines had to be of a stage, by fuel and power: what can be read. */
export const stageDates = z.preprocess(fromEarlier, table)

/** What can be saved: bands of one stage apart, dates in the order of the stages. Tables of old are read without. */
export const soundStageDates = z.preprocess(fromEarlier, soundTable)
