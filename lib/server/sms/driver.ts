import { env } from '../env'
import { aliyunDriver } from './aliyun-driver'
import { fileDriver } from './file-driver'

export type SmsMessage = {
  to: string
  /** What the message is for: a code's purpose. */
  purpose: string
  code: string
  /** What the owner reads; a provider may put the code into a template of its own instead. */
  text: string
}

export type SmsDriver = {
  name: string
  /**
   * Quick and on this machine: messages are handed over before the request is answered, and its readers find them at
   * once. Others leave by the job alone, so that a slow provider holds up nobody.
   */
  immediate: boolean
  /** @throws Error without personal data in its message when the message was not accepted: the job tries again */
  send(message: SmsMessage): Promise<void>
}

/** The driver that SMS_DRIVER names. */
export function smsDriver(): SmsDriver {
  const settings = env()
  if (settings.SMS_DRIVER === 'file') return fileDriver(settings.DATA_DIR)
  return aliyunDriver({
    accessKeyId: required('ALIYUN_ACCESS_KEY_ID', settings.ALIYUN_ACCESS_KEY_ID),
    accessKeySecret: required('ALIYUN_ACCESS_KEY_SECRET', settings.ALIYUN_ACCESS_KEY_SECRET),
    signName: required('ALIYUN_SMS_SIGN_NAME', settings.ALIYUN_SMS_SIGN_NAME),
    templateCode: required('ALIYUN_SMS_TEMPLATE_CODE', settings.ALIYUN_SMS_TEMPLATE_CODE),
    endpoint: settings.ALIYUN_SMS_ENDPOINT,
    protocol: settings.ALIYUN_SMS_PROTOCOL,
  })
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new Error(`SMS_DRIVER=aliyun needs ${name}`)
  return value
}
