import { z } from 'zod'
import { day, LIST_CODE_PATTERN, text } from './parts'

/** Stages that can be derived from a date; 国五 and 国六 occur in older registers only. */
export const DATED_STAGES = ['1', '2', '3', '4'] as const
export const DATED_STAGE_NAMES = { '1': '国一', '2': '国二', '3': '国三', '4': '国四' } as const

/** Fuels without stage dates: an electric machine has no engine, an unknown fuel may not be diesel. */
export const UNDATED_FUELS: readonly string[] = ['ELECTRIC', 'UNKNOWN']

/** Limit for the power of an engine or a machine; a greater value has a misplaced decimal point. */
export const MAX_POWER_KW = 100_000

const kilowatts = z
  .number({ error: '功率应为数字（kW）' })
  .positive('功率应大于 0')
  .max(MAX_POWER_KW, `功率不能超过 ${MAX_POWER_KW} kW`)
  .nullable()

/** From which dates engines and machines of a fuel and a power range must meet a stage. */
export const stageDateRow = z.strictObject({
  stage: z.enum(DATED_STAGES, { error: '请选择排放阶段（国一至国四）' }),
  /** Code of list FUEL. */
  fuel: z
    .string('请选择燃料种类')
    .regex(LIST_CODE_PATTERN, '请选择燃料种类')
    .refine((code) => !UNDATED_FUELS.includes(code), '电动和未知燃料不按日期推定'),
  /** Rated net power of the engine, lower bound, exclusive; null: none. */
  powerFromKw: kilowatts,
  /** Upper bound, inclusive (560 kW 以下，含 560 kW); null: none. */
  powerToKw: kilowatts,
  /** First date of manufacture of an engine. */
  engineFrom: day,
  /** First date of manufacture of a machine; null: the law sets none. */
  machineFrom: day.nullable(),
  /** First date of manufacture of a farm machine, if later; null: the same as for all. */
  farmMachineFrom: day.nullable().default(null),
  basis: text(200),
})
export type StageDateRow = z.output<typeof stageDateRow>

/** Whether the row applies to an engine of this power. */
export const coversPower = ({ powerFromKw, powerToKw }: StageDateRow, powerKw: number): boolean =>
  powerKw > (powerFromKw ?? 0) && powerKw <= (powerToKw ?? Number.MAX_VALUE)

/** 不大于 560 kW; 大于 37 kW、不大于 560 kW; 不限. */
export function bandWords({
  powerFromKw,
  powerToKw,
}: Pick<StageDateRow, 'powerFromKw' | 'powerToKw'>): string {
  const parts = [
    powerFromKw === null ? null : `大于 ${powerFromKw} kW`,
    powerToKw === null ? null : `不大于 ${powerToKw} kW`,
  ]
  return parts.filter((part) => part !== null).join('、') || '不限功率'
}

const rangesOverlap = (a: StageDateRow, b: StageDateRow) =>
  (a.powerFromKw ?? 0) < (b.powerToKw ?? Infinity) && (b.powerFromKw ?? 0) < (a.powerToKw ?? Infinity)

/** Errors of a row by itself and against the rows before it: `[field, message]`. */
function faultsOf(row: StageDateRow, earlier: readonly StageDateRow[]): [keyof StageDateRow, string][] {
  const faults: [keyof StageDateRow, string][] = []
  const { powerFromKw, powerToKw, machineFrom, farmMachineFrom } = row
  if (powerToKw !== null && (powerFromKw ?? 0) >= powerToKw) faults.push(['powerToKw', '功率上限应大于下限'])
  if (farmMachineFrom !== null && (machineFrom === null || farmMachineFrom < machineFrom))
    faults.push(['farmMachineFrom', '农用机械的日期不能早于机械的日期，没有机械日期时应留空'])
  for (const [index, other] of earlier.entries()) {
    if (other.fuel !== row.fuel || !rangesOverlap(other, row)) continue
    if (other.stage === row.stage)
      faults.push(['stage', `与第 ${index + 1} 行的阶段、燃料相同，功率范围重叠`])
    else faults.push(...orderFaults(row, other, index + 1))
  }
  return faults
}

/** A later stage must start later, for engines, machines and farm machines. */
function orderFaults(row: StageDateRow, other: StageDateRow, number: number): [keyof StageDateRow, string][] {
  const later = row.stage > other.stage
  const wrong = (a: string | null, b: string | null) => a !== null && b !== null && (later ? a <= b : a >= b)
  const message = `应${later ? '晚' : '早'}于第 ${number} 行（${DATED_STAGE_NAMES[other.stage]}）的日期`
  const fields = ['engineFrom', 'machineFrom', 'farmMachineFrom'] as const
  return fields.filter((field) => wrong(row[field], other[field])).map((field) => [field, message])
}

const table = z.strictObject({ rows: z.array(stageDateRow).max(60, '不能超过 60 行') })
const savableTable = table.check(({ value, issues }) => {
  value.rows.forEach((row, index) => {
    for (const [field, message] of faultsOf(row, value.rows.slice(0, index))) {
      const path = ['rows', index, field]
      issues.push({ code: 'custom', input: row[field], path, message: `第 ${index + 1} 行：${message}` })
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

/** GB 20891 covers diesel only. Sources and our own decisions: docs/decisions/0020. */
export const STAGE_DATES: { rows: StageDateRow[] } = {
  rows: [
    diesel('1', '2007-10-01', null),
    diesel('2', '2009-10-01', null),
    diesel('3', '2015-10-01', '2016-04-01', '2016-12-01'),
    diesel('4', '2022-12-01', '2022-12-01'),
  ],
}

const EARLIER_BASIS = '此前自行设定的日期，法规依据请补充'

/** The earlier format without fuels and powers, which older clients still send and copies still contain. */
const earlierFormat = z.strictObject({
  diesel: z
    .array(z.strictObject({ stage: z.enum(DATED_STAGES), engineFrom: day, machineFrom: day.nullable() }))
    .max(4),
})

/** Converts the earlier format: keeps its dates, adds the limit of 560 kW and the legal basis (as the migration does). */
function fromEarlier(value: unknown): unknown {
  const parsed = earlierFormat.safeParse(value)
  if (!parsed.success) return value
  return {
    rows: parsed.data.diesel.map((dates) => {
      const legal = STAGE_DATES.rows.find(({ stage }) => stage === dates.stage)
      const sameMachines = legal?.machineFrom === dates.machineFrom
      const row = diesel(dates.stage, dates.engineFrom, dates.machineFrom)
      return {
        ...row,
        farmMachineFrom: sameMachines ? legal.farmMachineFrom : null,
        basis: sameMachines && legal.engineFrom === dates.engineFrom ? row.basis : EARLIER_BASIS,
      }
    }),
  }
}

/** Stage dates by fuel and power: schema for reading. */
export const stageDates = z.preprocess(fromEarlier, table)

/** Stricter schema for saving: power ranges of a stage do not overlap, dates follow the order of the stages. */
export const savableStageDates = z.preprocess(fromEarlier, savableTable)
