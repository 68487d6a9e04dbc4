import type { CheckStatus } from './schema'

type MachineStatus = 'ACTIVE' | 'CANCELLED' | 'REVOKED'

/** An uncollected number is on no machine yet: a card that shows it was not issued by a bureau. */
export function checkStatusOf(machine: MachineStatus, collected: boolean): CheckStatus {
  if (machine !== 'ACTIVE') return machine
  return collected ? 'ACTIVE' : 'NOT_COLLECTED'
}

/** Title, explanation and tone of each status on the page. */
export const CHECK_TEXTS: Record<
  CheckStatus,
  { title: string; text: string; tone: 'good' | 'waiting' | 'bad' }
> = {
  ACTIVE: { title: '登记有效', text: '该机械已办理环保编码登记，登记有效。', tone: 'good' },
  NOT_COLLECTED: {
    title: '号码尚未领取',
    text: '该号码已核发，但机主尚未到登记单位领取，不应在机械上使用。',
    tone: 'waiting',
  },
  CANCELLED: { title: '登记已注销', text: '该机械的环保编码登记已经注销，号码不再有效。', tone: 'bad' },
  REVOKED: { title: '登记已撤销', text: '该机械的环保编码登记已被撤销，号码无效。', tone: 'bad' },
}
