import { env } from '@/lib/server/env'
import { aliyunDriver } from './aliyun-driver'
import { fileDriver } from './file-driver'
import type { SmsDriver } from './message'

/** The driver that SMS_DRIVER names. */
export function smsDriver(): SmsDriver {
  const settings = env()
  if (settings.SMS_DRIVER === 'file') return fileDriver(settings.DATA_DIR)
  return aliyunDriver({
    accessKeyId: required('ALIYUN_ACCESS_KEY_ID', settings.ALIYUN_ACCESS_KEY_ID),
    accessKeySecret: required('ALIYUN_ACCESS_KEY_SECRET', settings.ALIYUN_ACCESS_KEY_SECRET),
    signName: required('ALIYUN_SMS_SIGN_NAME', settings.ALIYUN_SMS_SIGN_NAME),
    templates: {
      CODE: required('ALIYUN_SMS_TEMPLATE_CODE', settings.ALIYUN_SMS_TEMPLATE_CODE),
      REMINDER: settings.ALIYUN_SMS_REMINDER_TEMPLATE_CODE,
      CONSENT: settings.ALIYUN_SMS_CONSENT_TEMPLATE_CODE,
      TRANSFER_OUT: settings.ALIYUN_SMS_TRANSFER_OUT_TEMPLATE_CODE,
      TRANSFER_IN: settings.ALIYUN_SMS_TRANSFER_IN_TEMPLATE_CODE,
      TAKEN: settings.ALIYUN_SMS_TAKEN_TEMPLATE_CODE,
      PHONE_CHANGED: settings.ALIYUN_SMS_PHONE_CHANGED_TEMPLATE_CODE,
      PASSWORD_CHANGED: settings.ALIYUN_SMS_PASSWORD_CHANGED_TEMPLATE_CODE,
      INVITATION: settings.ALIYUN_SMS_INVITATION_TEMPLATE_CODE,
    },
    endpoint: settings.ALIYUN_SMS_ENDPOINT,
    protocol: settings.ALIYUN_SMS_PROTOCOL,
  })
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new Error(`SMS_DRIVER=aliyun needs ${name}`)
  return value
}
