import { z } from 'zod'
import { IDENTITY_DOCUMENTS, type IdentityDocument, REGISTRABLE } from './identity-document'
import { compact } from './normalise'

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

/** Beside a code, for an account that was quiet (docs/decisions/0064). */
export const idTailInput = z.string().overwrite(compact).length(4, '请填写证件号码的后四位').optional().meta({
  description:
    '收到 403 DOCUMENT_REQUIRED 后填写：账号登记的证件号码后四位。长期没有使用的账号，只凭短信验证码不能登录或重设密码',
})
