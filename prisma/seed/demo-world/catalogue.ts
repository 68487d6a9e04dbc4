import { codeKey } from '@/lib/core/normalise'
import type { Prisma } from '../../client'
import { idAt } from '../../factories/sequence'
import { MODEL_KEYS, type Model, modelOf } from './models'

/** CN FJ G3 00 0L81 000192 000002: form of the numbers, an invented one for each model. */
export function disclosureNumberOf(key: string): string {
  const { engine } = modelOf(key)
  const index = MODEL_KEYS.indexOf(key)
  const maker = `${(index % 9) + 1}L${80 + (index % 19)}`
  return `CN FJ G${engine.emissionStage} 00 0${maker.slice(0, 3)} ${String(200 + index * 7).padStart(6, '0')} ${String(index + 1).padStart(6, '0')}`
}

/** CN FC G2 0430 03 0000, for engines of the stages before the disclosure. */
export function approvalNumberOf(key: string): string {
  const index = MODEL_KEYS.indexOf(key)
  const { emissionStage } = modelOf(key).engine
  return `CN FC G${emissionStage} ${String(430 + index).padStart(4, '0')} 03 ${String(index).padStart(4, '0')}`
}

/** Engines of stage 3 and later are disclosed (since July 2017), older ones approved, electric ones neither. */
export function publishedNumber(
  key: string,
): { disclosureNumber: string } | { engineApprovalNumber: string } | Record<never, never> {
  const { emissionStage } = modelOf(key).engine
  if (emissionStage === 'D') return {}
  return emissionStage === '2'
    ? { engineApprovalNumber: approvalNumberOf(key) }
    : { disclosureNumber: disclosureNumberOf(key) }
}

/** The manual's machine: 机械环保代码 88811111QH3111446, found by any of its four groups of codes. */
const SAMPLE = {
  codes: {
    machineEnvCode: '88811111QH3111446',
    disclosureNumber: 'CN FJ G3 00 0L81 000192 000002',
    engineApprovalNumber: 'CN FC G3 0430 03 0192',
  },
  machine: {
    categoryCode: 'BULLDOZER',
    name: '履带式推土机',
    brand: '山推',
    model: 'SD16',
    manufacturer: '山推工程机械股份有限公司',
    origin: '山东济宁',
    serial: 'SD16AA111446',
    pin: 'CSTSD16AHKA111446',
    manufacturedOn: '2019-04-18',
    ratedPowerKw: 131,
  },
  engine: {
    model: 'WD10G178E25',
    family: 'WD10G',
    manufacturer: '潍柴动力股份有限公司',
    serial: '1419D012345',
    manufacturedOn: '2019-03-06',
    ratedPowerKw: 131,
    ratedSpeedRpm: 1850,
    emissionStage: '3',
    fuelCode: 'DIESEL',
  },
} as const

function sampleRow(createdAt: Date): Prisma.CatalogueEntryCreateManyInput {
  const { codes, machine, engine } = SAMPLE
  return {
    id: idAt(createdAt),
    machineEnvCode: codeKey(codes.machineEnvCode),
    disclosureNumber: codeKey(codes.disclosureNumber),
    machineSerial: codeKey(machine.serial),
    engineApprovalNumber: codeKey(codes.engineApprovalNumber),
    engineSerial: codeKey(engine.serial),
    pin: codeKey(machine.pin),
    engineModel: codeKey(engine.model),
    details: SAMPLE,
    source: '演示目录',
    createdAt,
  }
}

/** What is published of a model, without any machine's own serials. */
export function publishedDetails(model: Model, key: string) {
  const { categoryCode, name, brand, model: type, manufacturer, origin, engine } = model
  return {
    codes: publishedNumber(key),
    machine: {
      categoryCode,
      name,
      brand,
      model: type,
      manufacturer,
      origin,
      ratedPowerKw: engine.ratedPowerKw,
    },
    engine: { ...engine },
  }
}

/** An entry for each model, found by its number, and one for each single machine given. */
export function catalogueRows(
  createdAt: Date,
  singles: { key: string; machineEnvCode: string; serial: string; pin: string; engineSerial: string }[],
): Prisma.CatalogueEntryCreateManyInput[] {
  const entry = (
    key: string,
    own: { machineEnvCode?: string; machineSerial?: string; pin?: string; engineSerial?: string },
  ): Prisma.CatalogueEntryCreateManyInput => {
    const details = publishedDetails(modelOf(key), key)
    const { machineEnvCode, machineSerial: serial, pin, engineSerial } = own
    const { disclosureNumber, engineApprovalNumber } = {
      disclosureNumber: undefined,
      engineApprovalNumber: undefined,
      ...details.codes,
    }
    return {
      id: idAt(createdAt),
      ...own,
      disclosureNumber: disclosureNumber && codeKey(disclosureNumber),
      engineApprovalNumber: engineApprovalNumber && codeKey(engineApprovalNumber),
      engineModel: codeKey(details.engine.model),
      details: {
        codes: { ...details.codes, machineEnvCode },
        machine: { ...details.machine, serial, pin },
        engine: { ...details.engine, serial: engineSerial },
      },
      source: '演示目录',
      createdAt,
    }
  }
  return [
    sampleRow(createdAt),
    ...MODEL_KEYS.filter((key) => modelOf(key).engine.emissionStage !== 'D').map((key) => entry(key, {})),
    ...singles.map(({ key, serial, ...codes }) => entry(key, { ...codes, machineSerial: serial })),
  ]
}
