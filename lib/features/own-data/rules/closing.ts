import type { ClosingState, Obstacle } from '../schema'

/** What is in the way, what to do about it, and where. */
export const OBSTACLE_WORDS: Record<Obstacle, { what: string; unit: string; how: string; href: string }> = {
  MACHINES: {
    what: '名下有效的机械',
    unit: '台',
    how: '先办理机主变更转给别人，或者注销登记',
    href: '/m/machines',
  },
  FILINGS: {
    what: '没有办完的登记',
    unit: '件',
    how: '等审核结束，或者撤回；退回的请修改提交后撤回',
    href: '/m/filings',
  },
  DRAFTS: { what: '登记草稿', unit: '份', how: '先提交或者删除', href: '/m/filings' },
  CHANGES: { what: '没有办完的信息变更', unit: '件', how: '等审核结束，或者撤回', href: '/m/changes' },
  UNITS: {
    what: '只由您一人管理的单位',
    unit: '个',
    how: '先让另一名人员管理',
    href: '/m/me/units',
  },
}

/** One sentence for programs that show only that. */
export function closingRefusal({ obstacles }: ClosingState): string {
  const parts = obstacles.map(({ kind, count }) => {
    const { what, unit, how } = OBSTACLE_WORDS[kind]
    return `${what} ${count} ${unit}（${how}）`
  })
  return `还不能注销：${parts.join('；')}`
}
