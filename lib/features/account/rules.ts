import { maskPhone } from '@/lib/core/mask'
import { judgeUnitCode } from '@/lib/core/unit-code'
import type { SmsTemplate } from '@/lib/server/outside/sms/message'
import type { AccountDto, CodePurpose, OperationPurpose } from './schema'

/** Codes (contract): valid ten minutes, five wrong attempts, one a minute; ten a day per phone and purpose (D). */
export const CODE_SECONDS = 600
export const CODE_TRIES = 5
export const RESEND_SECONDS = 60
export const CODES_A_DAY = 10

/**
 * A proof of work: half of these numbers are tried on average, which takes about a second in Chromium made six times slower
 * (docs/benchmarks.md); real old phones were not measured.
 */
export const HUMAN_CHECK_NUMBERS = 200_000
export const HUMAN_CHECK_SECONDS = 600

/** How long a refresh token is valid. */
export const SESSION_SECONDS = 30 * 86_400

/** A session ends this long after the sign-in, however often it is used: half a year, then the owner proves the phone or password again. */
export const WHOLE_SESSION_SECONDS = 180 * 86_400

/** How long a ticket is valid: a phone opens a page in seconds. */
export const TICKET_SECONDS = 60

const SUBJECTS: Record<CodePurpose, string> = {
  REGISTER: '注册账号',
  LOGIN: '登录',
  RESET_PASSWORD: '重设密码',
  AGENT_CONSENT: '确认委托他人登记您的机械',
  TRANSFER_FROM: '确认转出您的机械',
  TRANSFER_TO: '确认接收机械',
  CLOSE_ACCOUNT: '注销您的账号（注销后不能恢复）',
  CHANGE_PHONE: '把您的账号改用另一手机号',
  NEW_PHONE: '把已有账号改用本手机号',
}

/**
 * The text of a message with a code, or null when nothing is sent: every purpose but REGISTER and NEW_PHONE is for registered
 * phones only, and no API response may reveal which those are. When a registered phone requests one of those two, the message,
 * which only its holder reads, says so; using that code then fails with PHONE_TAKEN. Of NEW_PHONE that is only where the provider
 * has no template for `newPhoneTakenMessage`; of REGISTER the page needs the answer, which leads on.
 */
export function codeMessage(purpose: CodePurpose, code: string, phoneIsRegistered: boolean): string | null {
  const ofNewPhone = purpose === 'REGISTER' || purpose === 'NEW_PHONE'
  if (!phoneIsRegistered && !ofNewPhone) return null
  const minutes = CODE_SECONDS / 60
  // Nobody said which machine: whoever reads it is told to ask before the code is handed on.
  const unnamed = isOfOperation(purpose) ? '申请人没有说明是哪台机械，请向对方核实后再使用。' : ''
  const sentence = `验证码 ${code}，用于${SUBJECTS[purpose]}，${minutes} 分钟内有效，请勿告诉他人。${unnamed}`
  if (!ofNewPhone || !phoneIsRegistered) return `【非道路移动机械登记】${sentence}`
  return `【非道路移动机械登记】该手机号已注册，可直接登录或找回密码。${sentence}`
}

/**
 * To a phone that is to become another account's, and has one already: a code could not work. Told to its holder alone; the
 * request is answered like any other.
 */
export function newPhoneTakenMessage(to: string) {
  const text =
    '【非道路移动机械登记】有人要把另一账号改用本手机号，但本手机号已注册了账号，一个手机号只能用于一个账号，所以没有发验证码。请换一个手机号；两个账号都是您的，可先注销其中一个。不是您办理的，不用理会。'
  return { to, purpose: 'NEW_PHONE', code: '', template: 'TAKEN' as const, variables: {}, text }
}

/** The machine and the other party as the message names them; of a party name and phone masked. */
export type OperationWords = { machine: string; party: string }

export function isOfOperation(purpose: CodePurpose): purpose is OperationPurpose {
  return purpose === 'AGENT_CONSENT' || purpose === 'TRANSFER_FROM' || purpose === 'TRANSFER_TO'
}

const OPERATIONS: Record<
  OperationPurpose,
  { template: SmsTemplate; act: (words: OperationWords) => string }
> = {
  AGENT_CONSENT: {
    template: 'CONSENT',
    act: ({ machine, party }) => `委托${party}登记您的机械：${machine}`,
  },
  TRANSFER_FROM: {
    template: 'TRANSFER_OUT',
    act: ({ machine, party }) => `把您的机械 ${machine} 转给${party}，立即生效`,
  },
  TRANSFER_TO: {
    template: 'TRANSFER_IN',
    act: ({ machine, party }) => `接收${party}的机械 ${machine}，立即生效`,
  },
}

/** The message with a code of one operation. */
export function operationMessage(to: string, purpose: OperationPurpose, code: string, words: OperationWords) {
  const { template, act } = OPERATIONS[purpose]
  const minutes = CODE_SECONDS / 60
  const text = `【非道路移动机械登记】验证码 ${code}，用于${act(words)}。${minutes} 分钟内有效；不是您要办的，请勿告诉任何人。`
  return { to, purpose, code, template, variables: { code, ...words }, text }
}

/** Said to the phone alone, after the API has answered with one sentence for phone and document. */
export function takenMessage(to: string, phoneIsTaken: boolean) {
  const what = phoneIsTaken
    ? '该手机号已注册，可直接登录或找回密码。'
    : '您刚才填写的证件号码已由另一手机号注册；不是您本人或本单位注册的，请携带证件到登记单位核实。'
  const text = `【非道路移动机械登记】${what}`
  return { to, purpose: 'REGISTER', code: '', template: 'TAKEN' as const, variables: {}, text }
}

/** To the phone that the account had: whoever reads it may be a stranger, so no name stands in it. */
export function phoneChangedMessage(to: string, newPhone: string, atCounter: boolean) {
  const phone = maskPhone(newPhone)
  const how = atCounter ? '由登记单位窗口核对证件原件后办理' : '由账号持有人凭验证码办理'
  const text = `【非道路移动机械登记】用本手机号注册的账号已改用 ${phone}，${how}。不是您办理的，请尽快联系登记单位。`
  const template = 'PHONE_CHANGED' as const
  return { to, purpose: template, code: '', template, variables: { phone }, text }
}

/** To the account's phone, when its password was changed without a code to it. */
export function passwordChangedMessage(to: string) {
  const text =
    '【非道路移动机械登记】用本手机号注册的账号已更改登录密码，其他设备上的登录已经结束。不是您办理的，请立即在登录页用“忘记密码”重设。'
  const template = 'PASSWORD_CHANGED' as const
  return { to, purpose: template, code: '', template, variables: {}, text }
}

/** A unit code with a wrong check character is accepted; an officer compares it with the certificate. */
export function isIdNumberDoubtful(type: AccountDto['type'], idNumber: string): boolean {
  return type === 'UNIT' && judgeUnitCode(idNumber) !== 'PASS'
}
