import type { SettingValue, StrictRule } from '../schema/settings'

type Figure = 'smaller' | 'larger' | 'smallerButZero'
/** Which of two values of a field demands more: of figures the smaller or larger one (zero: nothing is demanded), of switches `true`, of lists all of both. */
type Demand<V> = V extends boolean
  ? 'yes'
  : V extends number
    ? Figure
    : V extends readonly unknown[]
      ? 'all'
      : never
type Demands<K extends StrictRule> = { [Field in keyof SettingValue<K>]-?: Demand<SettingValue<K>[Field]> }

const DEMANDS: { [K in StrictRule]: Demands<K> } = {
  'second-person': {
    REVOKE_MACHINE: 'yes',
    REINSTATE_MACHINE: 'yes',
    CORRECT_STAGE: 'yes',
    DELETE_SERIES: 'yes',
    UPHOLD_DISPUTE: 'yes',
    lapseHours: 'smaller',
  },
  'staff-second-person': { ENABLE_STAFF: 'yes' },
  'staff-sign-in': {
    idleMinutes: 'smaller',
    secondFactorRoles: 'all',
    passwordHistory: 'larger',
    passwordMaxDays: 'smallerButZero',
    activationHours: 'smaller',
    issuedPasswordHours: 'smaller',
  },
  'code-limits': {
    perPhone: 'smaller',
    perAddress: 'smaller',
    all: 'smaller',
    operationRequired: 'yes',
    checkAfterPhone: 'smaller',
    checkAfterAddress: 'smaller',
    checkAfterWrong: 'smaller',
  },
  'owner-sign-in': { quietDays: 'smaller' },
  'personal-access': { revealsPerDay: 'smaller', exportsPerDay: 'smaller' },
}

type Field = boolean | number | readonly string[]
const fieldsOf = (value: object): [string, Field][] => Object.entries(value)

function stricter(demand: string | undefined, wide: Field, own: Field): Field {
  if (typeof wide === 'boolean' || typeof own === 'boolean') return wide === true || own === true
  if (typeof wide === 'object' || typeof own === 'object') {
    const both = [wide, own].flatMap((list) => (typeof list === 'object' ? list : []))
    return [...new Set(both)]
  }
  if (demand === 'larger') return Math.max(wide, own)
  if (demand === 'smallerButZero' && (wide === 0 || own === 0)) return Math.max(wide, own)
  return Math.min(wide, own)
}

/** A narrower area adds to what the wider one demands, and takes nothing away: of each field the stricter value. */
export function strictest<V extends object>(key: StrictRule, wide: V, own: V): V {
  const wider = new Map(fieldsOf(wide))
  const demands: Record<string, string> = DEMANDS[key]
  const fields = fieldsOf(own).map(([name, value]) => [
    name,
    stricter(demands[name], wider.get(name) ?? value, value),
  ])
  return Object.fromEntries(fields) as V
}

/** The fields of an area's value that would demand less than the wider area does. */
export function looserFields<V extends object>(key: StrictRule, wide: V, own: V): string[] {
  const least = new Map(fieldsOf(strictest(key, wide, own)))
  const differs = (a: Field | undefined, b: Field) =>
    typeof b === 'object' ? typeof a !== 'object' || a.length !== b.length : a !== b
  return fieldsOf(own).flatMap(([name, value]) => (differs(least.get(name), value) ? [name] : []))
}
