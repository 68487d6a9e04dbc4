import { idNumberCheckCharacter } from './id-number'
import { compact } from './normalise'

/**
 * Kinds of document that identify owners, with their labels and the type of owner. Formats: identity-forms.ts.
 */
export const IDENTITY_DOCUMENTS = {
  RESIDENT_ID: { type: 'PERSON', label: '居民身份证' },
  /** First generation, 15 digits, issued until 1999. */
  RESIDENT_ID_15: { type: 'PERSON', label: '居民身份证（15 位）' },
  /** 81, 82 or 83 in place of the province. */
  HMT_RESIDENCE: { type: 'PERSON', label: '港澳台居民居住证' },
  FOREIGNER_RESIDENCE: { type: 'PERSON', label: '外国人永久居留身份证' },
  HM_TRAVEL_PERMIT: { type: 'PERSON', label: '港澳居民来往内地通行证' },
  TAIWAN_TRAVEL_PERMIT: { type: 'PERSON', label: '台湾居民来往大陆通行证' },
  PASSPORT: { type: 'PERSON', label: '护照' },
  MILITARY_ID: { type: 'PERSON', label: '军人证件' },
  UNIT_CODE: { type: 'UNIT', label: '统一社会信用代码' },
  /** 15 digits, replaced by the unit code in 2015. */
  BUSINESS_LICENCE: { type: 'UNIT', label: '营业执照注册号' },
  /** Nine characters, until 2015; now part of the unit code. */
  ORGANISATION_CODE: { type: 'UNIT', label: '组织机构代码' },
} as const satisfies Record<string, { type: 'PERSON' | 'UNIT'; label: string }>

export type IdentityDocument = keyof typeof IDENTITY_DOCUMENTS

/**
 * Label of a document number. Accounts registered before the kind was stored have none; they get the label of the
 * document that registration required.
 */
export function documentNumberLabel(kind: IdentityDocument | null, type: 'PERSON' | 'UNIT'): string {
  if (kind === null || kind === 'RESIDENT_ID')
    return type === 'UNIT' ? IDENTITY_DOCUMENTS.UNIT_CODE.label : '身份证号'
  const { label } = IDENTITY_DOCUMENTS[kind]
  return type === 'UNIT' ? label : `${label}号码`
}

/** With which a person or a unit registers (docs/decisions/0061); older kinds occur in older registers only. */
export const REGISTRABLE = {
  PERSON: [
    'RESIDENT_ID',
    'HMT_RESIDENCE',
    'FOREIGNER_RESIDENCE',
    'HM_TRAVEL_PERMIT',
    'TAIWAN_TRAVEL_PERMIT',
    'PASSPORT',
  ],
  UNIT: ['UNIT_CODE'],
} as const satisfies Record<'PERSON' | 'UNIT', readonly IdentityDocument[]>
export type RegistrableDocument = (typeof REGISTRABLE)['PERSON' | 'UNIT'][number]

/** Kind of document where none is said: a number of 18 characters (docs/decisions/0024). */
export function registeredDocument(type: 'PERSON' | 'UNIT', idNumber: string): RegistrableDocument {
  if (type === 'UNIT') return 'UNIT_CODE'
  return /^8[123]/.test(idNumber) ? 'HMT_RESIDENCE' : 'RESIDENT_ID'
}

/**
 * Input of the blind index of a document number: equal for two spellings of one document, different for two documents.
 * The number that is stored and shown stays as it was typed.
 * - 18 characters are their own key, as for all registered accounts.
 * - A 居民身份证 of 15 digits has the key of the same person's 18 digits: the century is 19 (GB 11643-1999), except for
 *   the sequence numbers 996 to 999 of people born before 1900, which match nothing.
 * - A 来往内地通行证 keeps its letter and eight digits for life; until 2013 two more digits counted renewals.
 * - The hyphen of a 组织机构代码 and the words around the digits of a 军官证 are ignored.
 */
export function documentKey(kind: IdentityDocument, number: string): string {
  const plain = compact(number)
  if (plain.length === 18) return plain
  if (kind === 'RESIDENT_ID_15') return longIdNumber(plain) ?? `${kind}:${plain}`
  if (kind === 'HM_TRAVEL_PERMIT') return `${kind}:${plain.slice(0, 9)}`
  return `${kind}:${kind === 'MILITARY_ID' ? plain.replace(/[字第号]/g, '') : plain.replace('-', '')}`
}

/** Possible keys of a number of 15 or 18 characters of an unknown kind of document, for a look-up. */
export function documentKeys(number: string): string[] {
  const plain = compact(number)
  if (!/^\d{15}$/.test(plain)) return [plain]
  return [documentKey('RESIDENT_ID_15', plain), documentKey('BUSINESS_LICENCE', plain)]
}

function longIdNumber(short: string): string | null {
  if (/99[6-9]$/.test(short)) return null
  const digits = `${short.slice(0, 6)}19${short.slice(6)}`
  return digits + idNumberCheckCharacter(digits)
}
