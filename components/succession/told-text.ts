import { chinaMinute } from '@/lib/core/clock'
import type { Succession, Told } from '@/lib/features/succession/schema/succession'

const WHY: Record<NonNullable<Told['why']>, string> = {
  OVER: '发送时已不需要',
  OFF: '规则中没有打开这类短信',
  NO_PHONE: '账号没有手机号',
  NO_TEMPLATE: '短信平台没有模板',
  CAP: '超过每天上限',
  STALE: '等待超过 3 天',
  NO_CONSENT: '没有同意接收这类消息',
}

function messageText({ message, why }: Told): string {
  switch (message) {
    case 'SENT':
      return '短信已提交短信平台，是否送达不知道'
    case 'WAITING':
      return '短信等待发送'
    case 'FAILED':
      return '短信没有发出：短信平台拒绝'
    case 'DROPPED':
      return `短信没有发送：${why ? WHY[why] : '原因不明'}`
    case 'UNKNOWN':
      return '短信发送中断，是否发出不明'
    case 'NONE':
      return '没有短信'
  }
}

/** Whether the present owner was told, and never more than is known. */
export function toldText({ told, from }: Pick<Succession, 'told' | 'from'>): string {
  if (told.at === null)
    return from.account === 'CLOSED' ? '机主的账号已注销，无法通知' : '机主没有账号，无法通知'
  const read = told.readAt ? `机主账号于 ${chinaMinute(new Date(told.readAt))} 打开过` : '还没有打开'
  return `${chinaMinute(new Date(told.at))} 已发 App 内通知，${read}；${messageText(told)}`
}

/** Before it is filed: who can be told at all, and what speaks against being out of reach. */
export function accountText({ account, lastUsedDay }: Succession['from']): string {
  if (account === 'NONE') return '没有账号，无法通知'
  if (account === 'CLOSED') return '账号已注销，无法通知'
  return lastUsedDay ? `有账号，最近使用 ${lastUsedDay}` : '有账号，没有使用记录'
}
