import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'

/** The privacy notice, and what an account has accepted of it (docs/decisions/0055). */

export const CONSENT_KINDS = ['NOTICE', 'SENSITIVE'] as const
const kind = z.enum(CONSENT_KINDS)
export type ConsentKind = z.output<typeof kind>

/** Only the version in force can be accepted: nobody agrees to a text that is no longer shown. */
export const consentInput = z
  .object({
    version: z
      .string('请提供告知的版本')
      .refine((version) => version === PRIVACY_VERSION, '告知已有新的版本，请重新阅读后再同意')
      .meta({ description: `GET /privacy-notice 的 version，现为 ${PRIVACY_VERSION}` }),
    kinds: z
      .array(kind)
      .min(1, '请至少同意一项')
      .max(CONSENT_KINDS.length)
      .meta({ description: 'NOTICE：已阅读并同意告知；SENSITIVE：单独同意处理敏感个人信息' }),
  })
  .meta({ description: '机主在页面上逐项勾选后才能提交；不提供时，账号下次进入页面时会被询问' })
export type ConsentInput = z.output<typeof consentInput>

const text = z.string()
export const privacyNoticeDto = z.object({
  version: z.iso.date(),
  title: text,
  sections: z.array(z.object({ heading: text, paragraphs: z.array(text) })),
  sensitive: z.object({
    title: text,
    items: z.array(z.object({ what: text, why: text, without: text })),
    paragraphs: z.array(text),
  }),
})

export const consentState = z.object({
  /** The version in force. */
  version: z.iso.date(),
  /** Of that version, what the account has not accepted. */
  missing: z.array(kind),
  /** Everything that it has accepted, newest first. */
  data: z.array(z.object({ kind, version: z.iso.date(), givenAt: z.iso.datetime() })),
})
export type ConsentState = z.output<typeof consentState>

export const privacyNoticeEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/privacy-notice',
  summary: '个人信息保护告知（现行版本）和敏感个人信息单独同意的文字',
  auth: 'public',
  response: privacyNoticeDto,
})
export const consentsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/consents',
  summary: '本账号已同意的告知，及还缺哪些',
  auth: 'account',
  response: consentState,
})
export const giveConsentsEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/consents',
  summary: '同意现行版本的告知、单独同意',
  auth: 'account',
  status: 201,
  body: consentInput,
  response: consentState,
})
