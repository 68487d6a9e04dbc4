import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'

/** What an act does, in a sentence for who asks for it and who confirms it. */
export const ACT_EFFECTS: Record<SecondPersonAct, string> = {
  REVOKE_MACHINE: '号码不再有效，公众查验显示“登记已撤销”；待审核的信息变更随之结束，未领取的号码不再发放。',
  REINSTATE_MACHINE: '号码和信息采集卡重新有效；随撤销结束的信息变更需要机主重新申请。',
  CORRECT_STAGE: '号码只改第一位，后八位不变；原号码仍可查到本机械，号码和信息采集卡须重新制发。',
  DELETE_SERIES: '号段不再存在，号码可以另行设置；只能删除没有发放过号码的号段。',
  ENABLE_STAFF: '此人可以登录，并有所列角色和机构的权限。请先向本人核实。',
  DISABLE_STAFF: '此人立即退出登录，不能再使用系统；以往的办理记录保留，恢复使用须再经第二人确认。',
  UPHOLD_DISPUTE:
    '号码和以它登记的全部机械、登记归申诉人，占用号码的账号失去号码和身份核验，双方都收到通知；不能撤回。提出人已核对申诉人的证件原件。',
}

/** What is so while an act waits, and stays so when nobody confirms it; without an entry: nothing has changed. */
export const ACT_LEAVES: Partial<Record<SecondPersonAct, string>> = {
  ENABLE_STAFF: '账号保持停用',
  DISABLE_STAFF: '账号仍可使用',
  UPHOLD_DISPUTE: '申诉仍等待核实',
}

/** Who may do it, and so confirm it for another. */
export const ACT_ROLES: Record<SecondPersonAct, string> = {
  REVOKE_MACHINE: '主管',
  REINSTATE_MACHINE: '主管',
  CORRECT_STAGE: '主管',
  DELETE_SERIES: '系统管理员',
  ENABLE_STAFF: '安全管理员',
  DISABLE_STAFF: '安全管理员',
  UPHOLD_DISPUTE: '主管',
}
