import type { Prisma } from '../client'
import { nextNumber } from './sequence'

/** A filing's document (contract: Filing): sections and plain fields. */
export type ContentSeed = {
  kind?: 'MACHINE' | 'ONSITE_VEHICLE'
  districtCode?: string
  placeCode?: string
  placeDetail?: string
  plate?: string
  hasNameplate?: boolean
  codes?: Prisma.InputJsonObject
  machine?: Prisma.InputJsonObject
  engine?: Prisma.InputJsonObject
  monitoring?: Prisma.InputJsonObject
  dpf?: Prisma.InputJsonObject
}

/** As it is stored: a field without value is absent. */
export type Content = Required<Omit<ContentSeed, 'plate'>> & { plate?: string }

/** A complete document that a submit accepts; serials are new each time, sections given are laid over. */
export function makeContent(districtCode: string, seed: ContentSeed = {}): Content {
  const n = nextNumber()
  return {
    kind: 'MACHINE',
    districtCode,
    placeCode: 'CONSTRUCTION_SITE',
    placeDetail: '地铁三号线东延工程二标段',
    hasNameplate: true,
    ...seed,
    codes: { machineEnvCode: `8881${n}QH311`, ...seed.codes },
    machine: {
      categoryCode: 'BULLDOZER',
      name: '履带式推土机',
      brand: '山推',
      model: 'SD16',
      manufacturer: '山推工程机械股份有限公司',
      serial: `SD16${n}`,
      manufacturedOn: '2018-05-20',
      ratedPowerKw: 131,
      ...seed.machine,
    },
    engine: {
      model: 'WD10G178E25',
      manufacturer: '潍柴动力股份有限公司',
      serial: `WP${n}`,
      manufacturedOn: '2018-03-12',
      ratedPowerKw: 131,
      ratedSpeedRpm: 1850,
      fuelCode: 'DIESEL',
      ...seed.engine,
    },
    monitoring: { installed: false, ...seed.monitoring },
    dpf: { installed: false, ...seed.dpf },
  }
}
