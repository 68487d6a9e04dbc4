/** What needs a proved account. */
export type ProvedAct = 'TRANSFER' | 'CANCELLATION'

const ACTS: Record<ProvedAct, string> = { TRANSFER: '机主信息变更', CANCELLATION: '注销' }

/** Questions to the service a day and account. */
export const ONLINE_TRIES = 5

/** What to bring to a counter. */
export const BRING: Record<'PERSON' | 'UNIT', string> = {
  PERSON: '请本人携带登记用的证件原件',
  UNIT: '请携带营业执照（登记证书）原件和经办人身份证件',
}

type Office = { name: string; address: string; phone: string }

/**
 * Why the act is refused, and where and how to mend it.
 * @param office the counter to go to; null where none is known
 */
export function proofRequiredText(
  act: ProvedAct,
  type: 'PERSON' | 'UNIT',
  { office, online }: { office: Office | null; online: boolean },
): string {
  const where = office
    ? `${office.name}（${office.address}，电话 ${office.phone}）`
    : '所在区县的登记单位窗口'
  const other = online ? '，或在“我的账号”的“身份核验”中在线核验' : ''
  return `本账号尚未核验身份，不能办理${ACTS[act]}。${BRING[type]}到${where}核验${other}；核验后即可办理`
}

/** A transfer fails on the other side, who has to prove himself first. */
export const OTHER_SIDE_UNPROVED = '原机械所有者的账号尚未核验身份，不能变更机主；请原机械所有者先核验身份'
