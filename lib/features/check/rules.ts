import type { CheckStatus } from './schema'

type MachineStatus = 'ACTIVE' | 'CANCELLED' | 'REVOKED'

/** A number that nobody has fetched yet stands on no machine: a card that shows it was not handed out by us. */
export function checkStatusOf(machine: MachineStatus, collected: boolean): CheckStatus {
  if (machine !== 'ACTIVE') return machine
  return collected ? 'ACTIVE' : 'NOT_COLLECTED'
}

/** Word, explanation and tone of each answer, as the page shows it. */
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
