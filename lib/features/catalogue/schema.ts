import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** The four groups of codes, tried in this order (manual, 3) 机械信息). */
export const CATALOGUE_GROUPS = [1, 2, 3, 4] as const
export type CatalogueGroup = (typeof CATALOGUE_GROUPS)[number]

export const CODE_NAMES = [
  'machineEnvCode',
  'disclosureNumber',
  'machineSerial',
  'engineApprovalNumber',
  'engineSerial',
  'pin',
  'engineModel',
] as const
export type CodeName = (typeof CODE_NAMES)[number]

const code = z.string().max(80, '不能超过 80 个字').nullable().optional()

export const catalogueCheck = z.object({
  group: z.union(
    CATALOGUE_GROUPS.map((group) => z.literal(group)),
    { error: 'group 应为 1 至 4' },
  ),
  machineEnvCode: code,
  disclosureNumber: code,
  machineSerial: code,
  engineApprovalNumber: code,
  engineSerial: code,
  pin: code,
  engineModel: code,
})
export type CatalogueCheck = z.output<typeof catalogueCheck>

const text = z.string().nullable().optional()
const number = z.number().nullable().optional()

/** What is published of a machine, in the sections of a filing: the form is prefilled with it. */
export const catalogueEntry = z.object({
  codes: z.object({ machineEnvCode: text, disclosureNumber: text, engineApprovalNumber: text }).default({}),
  machine: z
    .object({
      categoryCode: text,
      name: text,
      brand: text,
      model: text,
      manufacturer: text,
      origin: text,
      serial: text,
      pin: text,
      manufacturedOn: text,
      ratedPowerKw: number,
    })
    .default({}),
  engine: z
    .object({
      model: text,
      family: text,
      manufacturer: text,
      serial: text,
      manufacturedOn: text,
      ratedPowerKw: number,
      ratedSpeedRpm: number,
      emissionStage: z.enum(['0', '1', '2', '3', '4', 'D', 'X']).nullable().optional(),
      fuelCode: text,
    })
    .default({}),
})
export type CatalogueEntry = z.output<typeof catalogueEntry>

/** How a filing stands to the catalogue in one group. */
export type CatalogueMatch = {
  group: CatalogueGroup
  entryId: string
  /** Fields that both tell, differently. */
  differences: { path: string; filed: string | number; published: string | number }[]
}

export const checkCatalogueEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/catalogue/checks',
  summary: '按编码核对公开目录',
  auth: 'account',
  body: catalogueCheck,
  response: z.object({ matched: z.boolean(), entry: catalogueEntry.nullable() }),
  limits: ['account'],
})
