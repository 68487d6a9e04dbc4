import { z } from 'zod'
import { IDENTITY_DOCUMENTS, type IdentityDocument, REGISTRABLE } from './identity-document'

/** With which one registers. */
export const registrableDocument = z.enum(
  [...REGISTRABLE.PERSON, ...REGISTRABLE.UNIT],
  '证件类型不在可选范围内',
)

export const saidDocument = registrableDocument.optional().meta({
  description:
    '证件类型；不填时单位为统一社会信用代码，个人为居民身份证（81、82、83 开头的为港澳台居民居住证）',
})

export const identityDocument = z.enum(
  Object.keys(IDENTITY_DOCUMENTS) as [IdentityDocument, ...IdentityDocument[]],
)
