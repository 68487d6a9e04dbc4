import { z } from 'zod'
import { CODE_PURPOSES } from '@/lib/core/code-purposes'
import { missingCredential, wechatCodeInput, wechatPhoneCodeInput } from '@/lib/core/credentials'
import { identityDocument, idTailInput, saidDocument } from '@/lib/core/document-kinds'
import { endpoint } from '@/lib/core/endpoint'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { compact, isName, normaliseName } from '@/lib/core/normalise'
import { newPassword } from '@/lib/core/password'
import { normalisePhone, PHONE_PATTERN, SMS_CODE_PATTERN } from '@/lib/core/phone'
import { numberState, proof } from '@/lib/core/proof'
import { registrationFaults } from '@/lib/core/registered-number'
import { actingRole } from '@/lib/core/unit-role'
import { consentInput } from '@/lib/features/consent/schema'

/** The contract of owners' accounts, codes and sessions (api.md). */

const text = (message: string) => z.string(message)

export const phoneInput = text('请填写手机号')
  .overwrite(normalisePhone)
  .regex(PHONE_PATTERN, '手机号应为 11 位数字，以 1 开头；固定电话收不到验证码')
export const smsCodeInput = text('请填写验证码')
  .overwrite(compact)
  .regex(SMS_CODE_PATTERN, '验证码是 6 位数字')

export const codePurpose = z.enum(CODE_PURPOSES)
export type CodePurpose = z.output<typeof codePurpose>
/** Of one operation, which its code is bound to. */
export type OperationPurpose = 'AGENT_CONSENT' | 'TRANSFER_FROM' | 'TRANSFER_TO'

export const accountType = z.enum(['PERSON', 'UNIT'])

export const accountDto = z.object({
  id: z.uuid(),
  type: accountType,
  name: z.string(),
  /** 110105********002X */
  idNumberMasked: z.string(),
  documentKind: identityDocument.nullable().meta({ description: '证件类型；null：类型尚未保存时注册的账号' }),
  /** 138****5678 */
  phoneMasked: z.string(),
  wechatLinked: z.boolean().meta({ description: '是否已关联微信（可用 wechatCode 登录）' }),
  proof,
  numberState,
})
export type AccountDto = z.output<typeof accountDto>

/** The account as whoever is signed in to it sees it. */
const meDto = accountDto.extend({
  unitRole: actingRole,
  hasPassword: z
    .boolean()
    .meta({ description: '当前登录的人是否设有登录密码（代单位办理的，是本人的密码）' }),
})
export type MeDto = z.output<typeof meDto>

/** An owner or agent as shown to an officer. */
export const party = accountDto.omit({ wechatLinked: true, numberState: true }).extend({
  idNumberDoubtful: z.boolean(),
  /** 身份证号, 护照号码 … */
  documentLabel: z.string(),
})
export type Party = z.output<typeof party>

export const tokensDto = z.object({
  accessToken: z.string().meta({ description: 'Authorization: Bearer …' }),
  refreshToken: z.string().meta({ description: '只能使用一次；30 天内有效，登录满 180 天后须重新登录' }),
  expiresInSeconds: z.number().int().meta({ description: 'accessToken 的有效期（秒）' }),
})
export type TokensDto = z.output<typeof tokensDto>

export const humanCheckInput = z
  .string('humanCheck 应为文字')
  .max(200, 'humanCheck 过长，请原样填写 POST /human-checks 的答案')
  .optional()
  .meta({ description: '收到 428 HUMAN_CHECK_REQUIRED 后填写：POST /human-checks 的答案' })

export const codeSent = z.object({ expiresInSeconds: z.number().int(), resendAfterSeconds: z.number().int() })

export const sendCodeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/verification-codes',
  summary:
    '发送短信验证码；委托登记、机主变更的验证码请用 /filings/{id}/owner-consent/codes、/machines/{id}/changes/codes，短信会写明机械和对方，且只对该事项有效',
  auth: 'public',
  limits: ['codes'],
  status: 202,
  body: z.object({ phone: phoneInput, purpose: codePurpose, humanCheck: humanCheckInput }),
  response: codeSent,
})
export type SendCodeInput = z.output<typeof sendCodeEndpoint.body>

export const humanCheckEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/human-checks',
  summary:
    '自动验证：收到 428 HUMAN_CHECK_REQUIRED 后，求小于 numbers 的非负整数 n，使 SHA-256（salt 后面紧接十进制的 n）的十六进制等于 challenge；把“salt 紧接 n，冒号，signature”作为 humanCheck，原样再请求一次验证码。只对该手机号和用途有效，只能用一次',
  auth: 'public',
  limits: ['codes'],
  status: 201,
  body: z.object({ phone: phoneInput, purpose: codePurpose }),
  response: z.object({
    salt: z.string(),
    challenge: z.string(),
    numbers: z.number().int(),
    signature: z.string(),
    expiresInSeconds: z.number().int(),
  }),
})
export type HumanCheckInput = z.output<typeof humanCheckEndpoint.body>
export type HumanCheckDto = z.output<typeof humanCheckEndpoint.response>

export const createAccountEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/accounts',
  summary: '注册（个人、单位）',
  auth: 'public',
  limits: ['account'],
  status: 201,
  body: z
    .object({
      type: accountType,
      name: text('请填写姓名或单位名称')
        .overwrite(normaliseName)
        .min(1, '请填写姓名或单位名称')
        .max(200, '名称不能超过 200 个字')
        // Only punctuation, or 无: a placeholder must not match any other name.
        .refine((name) => name === '' || isName(name), '请填写真实的姓名或单位名称'),
      idNumber: text('请填写证件号码').overwrite(normaliseIdNumber).max(18, '证件号码不能超过 18 位'),
      documentKind: saidDocument,
      password: newPassword,
      phone: phoneInput,
      code: smsCodeInput,
      wechatCode: wechatCodeInput.optional(),
      consents: consentInput.optional(),
      contested: z
        .boolean()
        .optional()
        .meta({ description: '号码已被他人注册、但确属本人（单位）：注册后申诉' }),
    })
    .superRefine(({ type, idNumber, documentKind }, context) => {
      for (const [path, message] of registrationFaults(type, idNumber, documentKind))
        context.addIssue({ code: 'custom', path: [path], message, input: path })
    }),
  response: tokensDto.extend({ account: accountDto }),
})
export type CreateAccountInput = z.output<typeof createAccountEndpoint.body>

export const openSessionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sessions',
  summary:
    '登录：phone + password，或 phone + code，或 wechatCode，或 wechatPhoneCode + wechatCode + idTail，或一次性 ticket；手机号与 wechatCode 一同提供时，登录并关联微信',
  auth: 'public',
  limits: ['signIn'],
  status: 201,
  body: z
    .object({
      phone: phoneInput.optional(),
      password: z.string().max(200).optional(),
      code: smsCodeInput.optional(),
      idTail: idTailInput,
      wechatCode: wechatCodeInput.optional(),
      wechatPhoneCode: wechatPhoneCodeInput.optional(),
      ticket: z.string().max(200).optional().meta({ description: 'POST /sessions/tickets 得到的一次性凭证' }),
    })
    .superRefine((body, context) => {
      const missing = missingCredential(body)
      if (missing) context.addIssue({ code: 'custom', ...missing, input: body })
    }),
  response: tokensDto,
})
export type OpenSessionInput = z.output<typeof openSessionEndpoint.body>

export const refreshSessionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/refresh',
  summary: '换取新令牌：旧的 refreshToken 随即作废，再次使用会结束整个登录；重试请带 Idempotency-Key',
  auth: 'public',
  limits: ['signIn'],
  status: 201,
  body: z.object({ refreshToken: text('请提供 refreshToken').min(1, '请提供 refreshToken').max(200) }),
  response: tokensDto,
})

export const endSessionEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/v1/sessions',
  summary: '退出登录；everywhere=true 时退出该账号在所有设备上的登录',
  auth: 'account',
  unitRole: 'LOOK',
  query: z.object({ everywhere: z.enum(['false', 'true'], '应为 true 或 false').optional() }),
})

export const issueTicketEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/tickets',
  summary: '一次性登录凭证：小程序用它让网页（web-view）登录同一账号，60 秒内可用一次',
  auth: 'account',
  unitRole: 'LOOK',
  limits: ['signIn'],
  status: 201,
  response: z.object({ ticket: z.string(), expiresInSeconds: z.number().int() }),
})

const ticketHolder = z.object({
  accountId: z.uuid(),
  nameMasked: z.string(),
  phoneMasked: z.string(),
  expiresInSeconds: z.number().int().meta({ description: '凭证还有多少秒失效' }),
})
export type TicketHolder = z.output<typeof ticketHolder>

export const lookAtTicketEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/tickets/look',
  summary: '一次性登录凭证属于谁（姓名、手机号已掩码），不使用它：供登录前询问“以……登录？”',
  auth: 'public',
  limits: ['signIn'],
  status: 200,
  body: z.object({ ticket: text('请提供 ticket').min(1, '请提供 ticket').max(200) }),
  response: ticketHolder,
})

export const resetPasswordEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/password-resets',
  summary: '重设密码：所有登录随即结束，微信关联随即解除',
  auth: 'public',
  limits: ['signIn'],
  body: z.object({ phone: phoneInput, code: smsCodeInput, password: newPassword, idTail: idTailInput }),
})
export type ResetPasswordInput = z.output<typeof resetPasswordEndpoint.body>

export const meEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: '当前账号',
  auth: 'account',
  response: meDto,
})

export const unlinkWechatEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/wechat',
  summary: '解除微信关联',
  auth: 'account',
  unitRole: 'MANAGE',
})
