import { ACT_ROLES } from '@/lib/features/confirmation/rules'
import type { Obstacle, PendingAct } from '@/lib/features/second-person/schema'

const OBSTACLE_WORDS: Record<Obstacle, string> = {
  NEVER_SIGNED_IN: '从未登录',
  SET_UP: '还没有改初始密码或启用二次验证',
  ABSENT: '今天离岗或请假',
}

/** Who can confirm it at this moment, who cannot yet and why; where nobody can, the way out. */
export function confirmersText({
  kind,
  confirmers,
  notYet,
}: Pick<PendingAct, 'kind' | 'confirmers' | 'notYet'>): string {
  const who = confirmers.map(({ bureauName, people }) => `${bureauName} ${people} 人`).join('、')
  const later = notYet.map(({ why, people }) => `${people} 人${OBSTACLE_WORDS[why]}`).join('、')
  if (who) return `可以确认的人员：${who}${later ? `（另有 ${later}，暂时不能确认）` : ''}`
  if (later) return `现在没有人能确认：${later}。请通知他们登录后确认，或请上级机构增加一名${ACT_ROLES[kind]}`
  return `目前没有其他人员有权确认。请上级机构增加一名${ACT_ROLES[kind]}，或由管理员调整第二人确认的规则`
}
