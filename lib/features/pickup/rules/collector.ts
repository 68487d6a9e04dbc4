import type { FieldError } from '@/lib/core/app-error'
import { ID_NUMBER_FAULTS, idNumberFault, normaliseIdNumber } from '@/lib/core/id-number'
import { nameKey } from '@/lib/core/normalise'
import { isPersonDocument } from '@/lib/core/registered-number'
import type { CollectorKind, HandOverInput } from '../schema'

type Registered = { type: 'PERSON' | 'UNIT'; name: string }
type Collector = HandOverInput['collector']

/**
 * How to check the given ID number: compare all of it (WHOLE) or its last four characters (TAIL) with the registered one,
 * not at all (NONE), or store it with the hand-over as the collector's own (PROOF).
 */
export type IdCheck =
  | { kind: 'NONE' }
  | { kind: 'WHOLE'; value: string }
  | { kind: 'TAIL'; value: string }
  | { kind: 'PROOF'; value: string }

export const PATH = {
  kind: 'collector.kind',
  name: 'collector.name',
  idNumber: 'collector.idNumber',
} as const

/**
 * Decides who may collect a number. A person must give the registered name; a unit's representative gives their own; anyone
 * else must show an ID card, whose number is stored. An ID number given by owner or agent must match the registered one,
 * in full or by its last four characters.
 */
export function judgeCollector(
  collector: Collector,
  parties: { owner: Registered; agent: Registered | null },
): { faults: FieldError[]; check: IdCheck } {
  const idNumber = normaliseIdNumber(collector.idNumber ?? '')
  if (collector.kind === 'OTHER') return judgeOther(idNumber)
  const registered = partyOf(collector.kind, parties)
  if (!registered)
    return refuse(PATH.kind, 'NO_AGENT', '本登记由机主本人办理，没有被委托人，请选择“机主”或“其他代领人”')
  if (registered.type === 'UNIT') return judgeUnit(registered, collector.name, idNumber)
  if (nameKey(collector.name) !== nameKey(registered.name)) {
    const message = '领取人姓名与登记的姓名不一致；他人代领请选择“其他代领人”'
    return refuse(PATH.name, 'NAME_MISMATCH', message)
  }
  return comparison(idNumber)
}

export function partyOf<T>(
  kind: Exclude<CollectorKind, 'OTHER'>,
  parties: { owner: T; agent: T | null },
): T | null {
  return kind === 'OWNER' ? parties.owner : parties.agent
}

function judgeOther(idNumber: string): { faults: FieldError[]; check: IdCheck } {
  if (idNumber === '') return refuse(PATH.idNumber, 'REQUIRED', '代领人须填写完整的身份证号')
  const fault = idNumberFault(idNumber)
  if (fault && !isPersonDocument(idNumber)) return refuse(PATH.idNumber, fault, ID_NUMBER_FAULTS[fault])
  return { faults: [], check: { kind: 'PROOF', value: idNumber } }
}

/** For a unit: its code (or the end of it) with the unit's name, or the representative's own ID number. */
function judgeUnit(
  unit: Registered,
  name: string,
  idNumber: string,
): { faults: FieldError[]; check: IdCheck } {
  const underUnitName = nameKey(name) === nameKey(unit.name)
  if (idNumber !== '' && !underUnitName && idNumberFault(idNumber) === null)
    return { faults: [], check: { kind: 'PROOF', value: idNumber } }
  return comparison(idNumber)
}

function comparison(idNumber: string): { faults: FieldError[]; check: IdCheck } {
  if (idNumber === '') return { faults: [], check: { kind: 'NONE' } }
  // Too short to be a number, too long to be a tail: most likely a pickup code. Nothing is compared, nothing counted.
  if (idNumber.length < 4 || idNumber.length === 5 || idNumber.length === 6)
    return refuse(PATH.idNumber, 'FORMAT', '请填写证件上的后四位，或完整的证件号')
  if (idNumber.length === 4) return { faults: [], check: { kind: 'TAIL', value: idNumber } }
  return { faults: [], check: { kind: 'WHOLE', value: idNumber } }
}

function refuse(path: string, code: string, message: string): { faults: FieldError[]; check: IdCheck } {
  return { faults: [{ path, code, message }], check: { kind: 'NONE' } }
}
