import { chinaDay } from './clock'
import { FILLER_NUMBER_FAULT, isFillerNumber } from './filler-number'
import { ID_NUMBER_FAULTS, idNumberFault } from './id-number'
import { IDENTITY_DOCUMENTS, type IdentityDocument } from './identity-document'
import { FORMS } from './identity-forms'
import { compact } from './normalise'

export type ReadDocument = { kind: IdentityDocument; number: string; warning?: string } | { fault: string }

/** Text marks of sheets before a number, and dashes inside it. */
const MARKS = /^['‘’`´]+|[-‐-―−﹣]/g
/** A nine-character number with a hyphen at this place is an organisation code, whatever letters it has. */
const ORGANISATION_FORM = /^[0-9A-Z]{8}[-‐-―−﹣][0-9X]$/
/** Ambiguous: an organisation code of the newest series, or a passport. */
const UNCLEAR = /^MA\d{7}$/
const UNIT_NAME =
  /公司|单位|集团|厂|站|店|局|院|所|中心|合作社|大队|学校|大学|医院|银行|车队|工程队|项目部|经营部|服务部|门市部|商行|租赁|委员会|协会|机构|政府/
const SAY_WHICH = '请在“个人或单位”列写明个人、单位或证件名称'

/**
 * Detects the kind of a document number from an older register. A wrong check character is a warning, not a fault: it
 * was copied wrongly long ago (docs/decisions/0016). A number that fits two kinds is refused, unless the owner's name or
 * the given kind decides: it must not be attributed to the wrong owner.
 * @param among kinds that the register's entry allows; null for all
 * @returns the number without blanks, dashes and text marks; an organisation code with its hyphen
 */
export function readIdentityDocument(
  text: string,
  name: string,
  among: readonly IdentityDocument[] | null,
  today = chinaDay(new Date()),
): ReadDocument {
  const typed = compact(text).replace(/^['‘’`´]+/, '')
  const number = typed.replace(MARKS, '')
  if (isFillerNumber(number)) return { fault: FILLER_NUMBER_FAULT }
  const judge = (kind: IdentityDocument) => FORMS[kind](number, today)
  const kind = among
    ? bestOf(among, judge)
    : guess(number, UNIT_NAME.test(name) || ORGANISATION_FORM.test(typed), judge)
  if (kind === null) return { fault: faultOf(number, among, today) }
  if (typeof kind === 'object') return kind
  const shown = kind === 'ORGANISATION_CODE' ? `${number.slice(0, 8)}-${number.slice(8)}` : number
  return { kind, number: shown, ...warningOf(kind, judge) }
}

type Judge = (kind: IdentityDocument) => ReturnType<(typeof FORMS)[IdentityDocument]>

function bestOf(kinds: readonly IdentityDocument[], judge: Judge): IdentityDocument | null {
  return kinds.find((kind) => judge(kind) === 'PASS') ?? kinds.find((kind) => judge(kind) === 'CHECK') ?? null
}

function guess(number: string, isUnit: boolean, judge: Judge): IdentityDocument | { fault: string } | null {
  if (number.length === 18) return guessOf18(number, isUnit, judge)
  if (/^\d{15}$/.test(number)) return guessOf15(isUnit, judge)
  if (/^\d{8}$/.test(number))
    return { fault: `8 位数字可能是几种证件，${SAY_WHICH}，如 台湾居民来往大陆通行证` }
  // Chinese passports are never nine digits; organisation codes rarely contain letters other than MA.
  if (/^\d{8}[\dX]$/.test(number)) return 'ORGANISATION_CODE'
  const organisation = judge('ORGANISATION_CODE')
  if (organisation && (isUnit || (organisation === 'PASS' && /^MA/.test(number)))) return 'ORGANISATION_CODE'
  if (UNCLEAR.test(number)) return { fault: `可能是组织机构代码，也可能是护照，${SAY_WHICH}` }
  const permit = bestOf(['HM_TRAVEL_PERMIT', 'FOREIGNER_RESIDENCE', 'MILITARY_ID'], judge)
  if (permit) return permit
  return /^[A-Z]{1,2}\d{6,8}$/.test(number) ? bestOf(['PASSPORT'], judge) : null
}

/** A number with a valid birth date is taken for a person's, whatever the check character. */
function guessOf18(number: string, isUnit: boolean, judge: Judge) {
  const person = bestOf(['RESIDENT_ID', 'HMT_RESIDENCE'], judge)
  if (person) return person
  const foreigner = judge('FOREIGNER_RESIDENCE')
  const unit = judge('UNIT_CODE')
  if (foreigner === null) {
    // Eighteen digits that fit neither: as likely a person's with a wrong date as a unit's with a wrong check character.
    const couldBePerson = unit === 'CHECK' && /^\d+$/.test(number) && !isUnit
    return unit && !couldBePerson ? 'UNIT_CODE' : null
  }
  if (unit === null || (foreigner === 'PASS' && unit === 'CHECK' && !isUnit)) return 'FOREIGNER_RESIDENCE'
  if (isUnit ? foreigner === 'CHECK' : foreigner === 'CHECK' && unit === 'PASS') return 'UNIT_CODE'
  return { fault: `可能是外国人永久居留身份证，也可能是统一社会信用代码，${SAY_WHICH}` }
}

/** One number in ten passes the licence's check digit by chance, one in thirty contains a date: the name decides. */
function guessOf15(isUnit: boolean, judge: Judge) {
  const licence = judge('BUSINESS_LICENCE')
  if (!isUnit && judge('RESIDENT_ID_15')) return 'RESIDENT_ID_15'
  if (licence === 'PASS' || (licence && isUnit && !judge('RESIDENT_ID_15'))) return 'BUSINESS_LICENCE'
  return { fault: `可能是 15 位身份证号，也可能是营业执照注册号，请核对；${SAY_WHICH}` }
}

function faultOf(number: string, among: readonly IdentityDocument[] | null, today: string): string {
  if (number === '') return '请填写证件号码'
  const [only, ...more] = among ?? []
  if (only && more.length === 0) return `不是${IDENTITY_DOCUMENTS[only].label}的号码，请核对`
  if (among?.includes('UNIT_CODE')) return '统一社会信用代码应为 18 位数字或大写字母，请核对'
  const isPerson = among?.includes('RESIDENT_ID') || /^\d{17}[\dX]$/.test(number)
  const fault = isPerson ? idNumberFault(number, today) : null
  if (fault && fault !== 'FORMAT') return `${ID_NUMBER_FAULTS[fault]}；若为其他证件，${SAY_WHICH}`
  return '不是证件号码（如 18 位身份证号、统一社会信用代码），请核对'
}

function warningOf(kind: IdentityDocument, judge: Judge): { warning?: string } {
  if (judge(kind) === 'CHECK') {
    if (kind === 'RESIDENT_ID') return { warning: ID_NUMBER_FAULTS.CHECK_CHARACTER }
    return { warning: `${IDENTITY_DOCUMENTS[kind].label}的校验码不符，请核对` }
  }
  const isBoth = kind === 'RESIDENT_ID_15' && judge('BUSINESS_LICENCE') === 'PASS'
  return isBoth ? { warning: '按 15 位身份证号载入；该号码也合营业执照注册号的规则，请核对' } : {}
}
