import { chinaDay } from './clock'
import { FILLER_NUMBER_FAULT, isFillerNumber } from './filler-number'
import { ID_NUMBER_FAULTS, idNumberFault } from './id-number'
import {
  IDENTITY_DOCUMENTS,
  REGISTRABLE,
  type RegistrableDocument,
  registeredDocument,
} from './identity-document'
import { FORMS } from './identity-forms'
import { judgeUnitCode } from './unit-code'

/** What each number looks like, for whoever typed another. */
const EXAMPLES: Record<RegistrableDocument, string> = {
  RESIDENT_ID: '18 位',
  HMT_RESIDENCE: '18 位，以 81、82 或 83 开头',
  FOREIGNER_RESIDENCE: '18 位，以 9 开头；旧版为 3 个字母和 12 位数字',
  HM_TRAVEL_PERMIT: 'H 或 M 和 8 位数字',
  TAIWAN_TRAVEL_PERMIT: '8 位数字',
  PASSPORT: '6 至 9 位字母和数字',
  UNIT_CODE: '18 位数字或大写字母',
}

/**
 * What is wrong with the number of a registration; null when nothing is. A unit's code with a wrong check character passes:
 * officers see the warning (domain.md, Formats).
 * @param number normalised
 * @param said the kind as chosen; absent: a 居民身份证, a 居住证 by its first digits, or a unit's code
 * @returns a message for the field
 */
export function registeredNumberFault(
  type: 'PERSON' | 'UNIT',
  number: string,
  said?: RegistrableDocument,
): string | null {
  if (isFillerNumber(number)) return FILLER_NUMBER_FAULT
  return otherTab(type, number) ?? (type === 'UNIT' ? unitFault(number) : personFault(number, said))
}

/** Faults of kind and number, each with its field. */
export function registrationFaults(
  type: 'PERSON' | 'UNIT',
  number: string,
  said?: RegistrableDocument,
): [path: 'documentKind' | 'idNumber', message: string][] {
  const wrongKind = said !== undefined && IDENTITY_DOCUMENTS[said].type !== type
  const kind = type === 'UNIT' ? '单位用统一社会信用代码注册' : '请选择个人的证件类型'
  const message = registeredNumberFault(type, number, wrongKind ? undefined : said)
  return [
    ...(wrongKind ? [['documentKind', kind] as const] : []),
    ...(message ? [['idNumber', message] as const] : []),
  ].map(([path, text]) => [path, text])
}

function unitFault(number: string): string | null {
  return judgeUnitCode(number) === 'MALFORMED' ? '统一社会信用代码应为 18 位数字或大写字母' : null
}

/** Certainly the other kind of owner's: both check characters agree by chance once in thirty, and then nothing is said. */
function otherTab(type: 'PERSON' | 'UNIT', number: string): string | null {
  const person = idNumberFault(number) === null
  const unit = judgeUnitCode(number) === 'PASS' && FORMS.FOREIGNER_RESIDENCE(number, today()) !== 'PASS'
  if (type === 'UNIT' && person && !unit)
    return '这是个人的身份证号，单位请填写统一社会信用代码；个人请在“个人注册”中注册'
  if (type === 'PERSON' && unit && !person) return '这是单位的统一社会信用代码，请在“单位注册”中注册'
  return null
}

function personFault(number: string, said?: RegistrableDocument): string | null {
  const kind = said ?? registeredDocument('PERSON', number)
  const verdict = FORMS[kind](number, today())
  if (verdict === 'PASS') return null
  // No kind was said: other programs send none, and these sentences are what they have always got.
  const resident = kind === 'RESIDENT_ID' || kind === 'HMT_RESIDENCE'
  const other = REGISTRABLE.PERSON.find((each) => each !== kind && FORMS[each](number, today()) === 'PASS')
  if (said && other && certain(other))
    return `这是${IDENTITY_DOCUMENTS[other].label}的号码，请在“证件类型”中选择${IDENTITY_DOCUMENTS[other].label}`
  const fault = resident ? idNumberFault(number) : null
  if (fault) return ID_NUMBER_FAULTS[fault]
  if (verdict === 'CHECK') return `${IDENTITY_DOCUMENTS[kind].label}号码的校验码不正确，请核对`
  return `${IDENTITY_DOCUMENTS[kind].label}的号码应为${EXAMPLES[kind]}，请核对`
}

/** Numbers of permits and passports have no check character: many others fit them. */
function certain(kind: RegistrableDocument): boolean {
  return kind === 'RESIDENT_ID' || kind === 'HMT_RESIDENCE' || kind === 'FOREIGNER_RESIDENCE'
}

/**
 * Whether a number whose kind nobody said is a person's document. Only those that are not taken for another by chance: digits
 * alone may be a pickup code or the beginning of an ID number, so neither a passport nor a Taiwan permit of digits counts.
 */
export function isPersonDocument(number: string): boolean {
  if (/^\d{1,15}$/.test(number)) return false
  const starts = /^[A-Z]{1,2}\d{6,8}$/.test(number)
  return REGISTRABLE.PERSON.some(
    (kind) => (kind !== 'PASSPORT' || starts) && FORMS[kind](number, today()) === 'PASS',
  )
}

const today = () => chinaDay(new Date())
