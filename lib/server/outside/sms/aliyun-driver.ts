import { askOutside, OutsideAway } from '../ask-outside'
import { TIME_OF } from '../services'
import { NoSmsAnswer, type SmsDriver, type SmsTemplate } from './message'

export type AliyunSettings = {
  accessKeyId: string
  accessKeySecret: string
  signName: string
  /** The provider's code of each template; messages without one are not sent. */
  templates: Partial<Record<SmsTemplate, string>>
  endpoint: string
  protocol: 'https' | 'http'
}

/** 阿里云短信服务, SendSms of API version 2017-05-25. */
/** @param timeoutMs for each message; the provider's client cannot be told to stop, so what comes later is not heard */
export function aliyunDriver(settings: AliyunSettings, timeoutMs: number = TIME_OF.sms): SmsDriver {
  let opened: ReturnType<typeof openClient> | undefined
  return {
    name: 'aliyun',
    immediate: false,
    sends: (template) => settings.templates[template] !== undefined,
    async send({ to, template, variables, providerTemplate }) {
      opened ??= openClient(settings)
      const { client, SendSmsRequest } = await opened
      const request = new SendSmsRequest({
        phoneNumbers: to,
        signName: settings.signName,
        templateCode: providerTemplate ?? settings.templates[template],
        templateParam: JSON.stringify(variables),
      })
      const outcome = await askOutside('sms', { timeoutMs, isFault: isSilence }, () =>
        client.sendSms(request),
      ).then(
        (response) => response.body?.code ?? 'NO_BODY',
        (error: unknown) => {
          if (isUnanswered(error)) throw new NoSmsAnswer(`aliyun did not answer: ${errorCode(error)}`)
          return errorCode(error)
        },
      )
      // The provider's message may contain the phone; its code does not.
      if (outcome !== 'OK') throw new Error(`aliyun refused the message: ${outcome}`)
    },
  }
}

/** Loaded with the first message: 300 files that a server without this provider never needs. */
async function openClient({ accessKeyId, accessKeySecret, endpoint, protocol }: AliyunSettings) {
  const { default: SmsClient, SendSmsRequest } = await import('@alicloud/dysmsapi20170525')
  const { $OpenApiUtil } = await import('@alicloud/openapi-core')
  const timeouts = { connectTimeout: 5_000, readTimeout: 10_000 }
  const client = new SmsClient(
    new $OpenApiUtil.Config({ accessKeyId, accessKeySecret, endpoint, protocol, ...timeouts }),
  )
  return { client, SendSmsRequest }
}

/** Errors of a connection that was never made. */
const NEVER_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ConnectTimeout/

/** A refusal has the status of the answer; all else that comes after the connection leaves open what became of the message. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof OutsideAway) return error.asked
  if (!isSilence(error)) return false
  return !NEVER_SENT.test(`${errorCode(error)} ${error instanceof Error ? error.message : ''}`)
}

/** An answer has a status, also one that refuses. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && !('statusCode' in error)
}

function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'UNKNOWN'
}
