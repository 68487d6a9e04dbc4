import type { Content } from '../../factories/content'
import { publishedDetails } from './catalogue'
import { modelOf } from './models'
import { PLANS, type Plan } from './plan'

/** Years in which engines of a stage were built. */
const BUILT = { '2': 2013, '3': 2019, '4': 2023, D: 2022 } as const

export type Serials = { machineEnvCode: string; serial: string; pin: string; engineSerial: string }

/** What is stamped on the machine of a line; the same for a line that tells of the same machine. */
export function serialsOf(plan: Plan): Serials {
  const original = plan.sameAs ? PLANS.find(({ tag }) => tag === plan.sameAs) : plan
  const n = PLANS.indexOf(original ?? plan) + 1
  const { model } = modelOf((original ?? plan).model)
  const short = model.replace(/[^0-9A-Z]/g, '').slice(0, 6)
  return {
    machineEnvCode: `888${21_000 + n * 7}QH${3_112_000 + n * 13}`,
    serial: `${short}${String(20_000 + n * 31).padStart(6, '0')}`,
    pin: `L${short.padEnd(6, 'X')}${String(n * 37).padStart(4, '0')}HA${String(600 + n).padStart(4, '0')}`,
    engineSerial: `E${17 + (n % 8)}${String(510_000 + n * 171)}`,
  }
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** The document of a line as its owner filled it in. */
export function contentOf(plan: Plan): Content {
  const n = PLANS.indexOf(plan) + 1
  const model = modelOf(plan.model)
  const published = publishedDetails(model, plan.model)
  const serials = serialsOf(plan)
  const year = BUILT[model.engine.emissionStage] + (n % 3)
  const month = 3 + (n % 9)
  const ratedPowerKw = plan.differs ? model.engine.ratedPowerKw + 12 : model.engine.ratedPowerKw
  const plates = plan.withoutNameplate ? {} : { ...published.codes, machineEnvCode: serials.machineEnvCode }
  return {
    kind: plan.plate ? 'ONSITE_VEHICLE' : 'MACHINE',
    districtCode: plan.district,
    placeCode: plan.place,
    placeDetail: plan.placeDetail,
    ...(plan.plate ? { plate: plan.plate } : {}),
    hasNameplate: !plan.withoutNameplate,
    codes: plates,
    machine: {
      ...published.machine,
      serial: serials.serial,
      pin: serials.pin,
      manufacturedOn: `${year}-${pad(month)}-${pad(1 + (n % 27))}`,
      ratedPowerKw,
      annualHours: 900 + ((n * 53) % 1400),
      totalHours: 2600 + ((n * 431) % 9000),
    },
    engine: {
      ...published.engine,
      serial: serials.engineSerial,
      manufacturedOn: `${year}-${pad(month - 2)}-${pad(1 + ((n * 5) % 27))}`,
    },
    monitoring: monitoringOf(n),
    dpf: dpfOf(plan, n),
  }
}

function monitoringOf(n: number): Content['monitoring'] {
  if (n % 4 !== 0) return { installed: false }
  return {
    installed: true,
    terminalModel: 'HX-R4',
    manufacturer: '北京航星网讯技术股份有限公司',
    position: '驾驶室右后方',
    installedOn: '2026-03-18',
    terminalNumber: `HX2603${String(n * 97).padStart(6, '0')}`,
  }
}

function dpfOf(plan: Plan, n: number): Content['dpf'] {
  return plan.dpf ? filterOf(n) : { installed: false }
}

/** A filter that was fitted later. */
export function filterOf(n: number) {
  return {
    installed: true,
    model: 'DPF-KQ160',
    manufacturer: '无锡威孚力达催化净化器有限责任公司',
    installedOn: '2025-09-12',
    smokeBefore: 0.8 + (n % 5) / 10,
    smokeAfter: 0.1,
    regeneration: n % 2 === 0 ? 'ACTIVE' : 'COMBINED',
  }
}
