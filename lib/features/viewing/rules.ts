import type { AuditAction } from '@/lib/core/audit-actions'
import type { ViewingKind } from './schema'

/** Acts of officers that show them something of an owner, by what they saw. */
export const KIND_OF_ACTION: Partial<Record<AuditAction, ViewingKind>> = {
  'account.look-up': 'SEARCHED',
  'change.claim': 'REVIEWED',
  'correction.answer': 'ANSWERED',
  'correction.read': 'READ',
  'dispute.read': 'READ_DISPUTE',
  'document.print': 'PRINTED',
  'filing.claim': 'REVIEWED',
  'filing.find-owner': 'SEARCHED',
  'filing.reveal': 'REVEALED',
  'filing.show-in-batch': 'REVIEWED',
  'holder.reveal': 'REVEALED',
  'machine.reveal': 'REVEALED',
  'machine.search-id': 'SEARCHED',
  'machine.search-phone': 'SEARCHED',
  'pickup.find-owner': 'SEARCHED',
  'pickup.handOver': 'HANDED_OVER',
  'pickup.reveal': 'REVEALED_PHONE',
  'succession.read': 'READ_SUCCESSION',
}

export const KIND_WORDS: Record<ViewingKind, string> = {
  REVIEWED: '领取审核，看到填写的内容和照片',
  SEARCHED: '按手机号或证件号码（或末四位和姓名）查找，查到您',
  READ: '打开更正申请的列表，看到您写的文字',
  READ_DISPUTE: '打开号码申诉，看到申诉的说明和材料',
  READ_SUCCESSION: '打开凭证明过户，看到说明和材料',
  ANSWERED: '答复您的更正申请，看到申请的文字',
  REVEALED: '查看完整证件号码和电话',
  REVEALED_PHONE: '查看完整手机号',
  PRINTED: '打印登记材料',
  HANDED_OVER: '发放号码，核对领取人',
}
