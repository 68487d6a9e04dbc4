import { IDENTITY_DOCUMENTS, type IdentityDocument } from '@/lib/core/identity-document'
import { compact } from '@/lib/core/normalise'
import { readIdentityDocument } from '@/lib/core/read-identity-document'
import type { Part } from './parts'

const KINDS = Object.keys(IDENTITY_DOCUMENTS) as IdentityDocument[]
const kindsOf = (type: 'PERSON' | 'UNIT') => KINDS.filter((kind) => IDENTITY_DOCUMENTS[kind].type === type)

/** The words that registers use for the owner's type or document. */
const WORDS = new Map<string, readonly IdentityDocument[]>(
  (
    [
      [kindsOf('PERSON'), ['PERSON', '个人', '自然人', '私人']],
      [
        ['RESIDENT_ID', 'RESIDENT_ID_15', 'HMT_RESIDENCE'],
        ['身份证', '居民身份证', '二代身份证', '身份证号'],
      ],
      [kindsOf('UNIT'), ['UNIT', '单位', '企业', '法人', '公司']],
      [['UNIT_CODE'], ['统一社会信用代码', '社会信用代码', '信用代码']],
      [
        ['UNIT_CODE', 'BUSINESS_LICENCE'],
        ['营业执照', '营业执照注册号', '工商注册号'],
      ],
      [['ORGANISATION_CODE'], ['组织机构代码', '组织机构代码证']],
      [['HMT_RESIDENCE'], ['港澳台居民居住证', '港澳台居住证', '港澳居民居住证', '台湾居民居住证']],
      [['HM_TRAVEL_PERMIT'], ['港澳居民来往内地通行证', '港澳通行证', '港澳来往内地通行证', '回乡证']],
      [['TAIWAN_TRAVEL_PERMIT'], ['台湾居民来往大陆通行证', '台湾通行证', '台胞证']],
      [
        ['HM_TRAVEL_PERMIT', 'TAIWAN_TRAVEL_PERMIT'],
        ['通行证', '来往内地通行证', '港澳台通行证'],
      ],
      [['FOREIGNER_RESIDENCE'], ['外国人永久居留身份证', '外国人永久居留证', '外国人居留证', '永久居留证']],
      [['PASSPORT'], ['护照', '外国护照', '中国护照']],
      [['MILITARY_ID'], ['军官证', '士兵证', '军人证', '军人证件', '武警证', '文职证']],
    ] as const
  ).flatMap(([kinds, words]) => words.map((word) => [word, kinds] as const)),
)

export type OwnerNumber = { type: 'PERSON' | 'UNIT'; document: IdentityDocument; idNumber: string }

/**
 * The owner's document. Its kind follows from the register's word, or from the number where there is none.
 * @param typeWord from column 个人或单位 or 证件类型; may be empty
 */
export function ownerNumberOf(
  typeWord: string,
  text: string,
  name: string,
  today?: string,
): Part<OwnerNumber> {
  const word = compact(typeWord)
  const kinds = word === '' ? null : WORDS.get(word)
  if (kinds === undefined) return { fault: `“${typeWord.slice(0, 20)}”不是 个人、单位 或证件名称（如 护照）` }
  const read = readIdentityDocument(text, name, kinds, today)
  if ('fault' in read) return read
  const { kind, number, warning } = read
  return { value: { type: IDENTITY_DOCUMENTS[kind].type, document: kind, idNumber: number }, warning }
}
