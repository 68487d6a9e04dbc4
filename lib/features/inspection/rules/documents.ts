import type { Finding } from '@/lib/core/finding'
import type { IdentityDocument } from '@/lib/core/identity-document'
import { FORMS } from '@/lib/core/identity-forms'
import { compact } from '@/lib/core/normalise'
import type { DocumentVerdict, InspectionFacts } from './facts'
import { clear, doubt, unchecked } from './finding'

/** Kinds whose numbers end in a character reckoned from the others. */
const WITH_CHECK_CHARACTER: readonly IdentityDocument[] = [
  'RESIDENT_ID',
  'HMT_RESIDENCE',
  'FOREIGNER_RESIDENCE',
  'UNIT_CODE',
  'BUSINESS_LICENCE',
  'ORGANISATION_CODE',
]

/** @param today `YYYY-MM-DD` in China */
export function documentVerdict(kind: IdentityDocument, number: string, today: string): DocumentVerdict {
  const verdict = FORMS[kind](compact(number).replaceAll('-', ''), today)
  if (verdict === null) return 'MALFORMED'
  return WITH_CHECK_CHARACTER.includes(kind) ? verdict : 'NO_CHECK_CHARACTER'
}

/** The check characters of the parties' documents: real unit codes fail theirs too, so it is only a doubt. */
export function documentFindings({ documents }: Pick<InspectionFacts, 'documents'>): Finding[] {
  return documents.map(({ party, label, verdict }) => {
    const what = `${party}的${label}`
    if (verdict === 'PASS') return clear(`${what}校验码正确`)
    if (verdict === 'NO_CHECK_CHARACTER') return unchecked(`${what}没有校验码，请与证件核对`)
    return doubt(
      verdict === 'CHECK' ? `${what}校验码不符，请与证件核对` : `${what}格式不符，请与证件核对`,
      [],
    )
  })
}
