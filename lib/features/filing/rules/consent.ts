import { chinaTime } from '@/lib/core/clock'
import type { ConsentDto } from '../schema/owner'

/**
 * What owner and agent read about the consent to a filing that is not submitted.
 * @param mine whether the reader files it; otherwise the reader owns the machine
 */
export function consentSentence({ state, at }: ConsentDto, mine: boolean): string {
  const when = chinaTime(new Date(at))
  if (state === 'TAKEN_BACK')
    return mine
      ? `机械所有者已于 ${when} 收回同意，不能提交。须经所有者再次用验证码确认。`
      : `您已于 ${when} 收回同意，被委托人不能提交。您再次提供验证码后才能提交。`
  if (state === 'LAPSED')
    return mine
      ? `机械所有者于 ${when} 确认之后，当时已填写的内容有改动，该确认已失效。提交前须请所有者核对内容，再次用验证码确认。`
      : `您于 ${when} 确认之后，被委托人改动了当时已填写的内容，您的确认已失效。请核对内容，同意后再向被委托人提供新的验证码。`
  return mine
    ? `机械所有者已于 ${when} 确认当时已填写的内容；改动这些内容须重新确认。`
    : `您已于 ${when} 确认当时已填写的内容，之后补填的请自行核对。提交前可以收回同意；当时的内容改动后，您的确认自动失效。`
}
