/** Groups of the overview, in its order. */
export const SHORTCUT_GROUPS = ['审核', '通过时核定阶段', '填写内容', '照片', '列表', '页面'] as const

type Shortcut = {
  /** Keys as `pressOf` names them; the first one stands on buttons. */
  keys: readonly string[]
  /** As in the overview, where one line stands for several keys. */
  shown?: string
  label: string
  group: (typeof SHORTCUT_GROUPS)[number]
  /** Goes on while the key is held: moving, never deciding. */
  holdable?: boolean
}

/** Every shortcut of the console: the handler, the hints on buttons and the overview all read this table. */
const TABLE = {
  approve: { keys: ['a'], label: '审核通过', group: '审核' },
  return: { keys: ['r'], label: '退回', group: '审核' },
  decline: { keys: ['n'], label: '不予登记', group: '审核' },
  claim: { keys: ['c'], label: '领取审核', group: '审核' },
  takeNext: { keys: ['c'], label: '领取下一件', group: '审核' },
  release: { keys: ['s'], label: '先不办，放回队列', group: '审核' },
  previousFiling: { keys: ['p'], label: '上一件', group: '审核' },
  undo: { keys: ['u'], label: '撤销刚才的决定', group: '审核' },
  pass: { keys: ['h'], label: '移交给同事', group: '审核' },
  transfer: { keys: ['t'], label: '转办', group: '审核' },
  confirmDoubts: { keys: ['y'], label: '看过疑点，转到确认按钮；再按 Enter 确认', group: '审核' },
  pairSame: { keys: ['y'], label: '两件是同一台机械', group: '审核' },
  pairDifferent: { keys: ['b'], label: '两件不是同一台', group: '审核' },
  pairUnclear: { keys: ['q'], label: '两件还不清楚', group: '审核' },
  agree: { keys: ['a'], label: '同意原来的决定', group: '审核' },
  finding: { keys: ['r'], label: '写发现的问题', group: '审核' },
  approveTogether: { keys: ['a'], label: '一起通过', group: '审核' },
  back: { keys: ['g'], label: '返回列表', group: '审核' },

  stage: {
    keys: ['0', '1', '2', '3', '4', 'd', 'x'],
    shown: '0–4 D X',
    label: '国一前、国一至国四、电动、无排放阶段；再按 Enter 确认',
    group: '通过时核定阶段',
  },

  factNext: { keys: ['j', 'ArrowDown'], label: '下一项', group: '填写内容', holdable: true },
  factPrevious: { keys: ['k', 'ArrowUp'], label: '上一项', group: '填写内容', holdable: true },
  factPhoto: { keys: ['v'], label: '看这一项的照片', group: '填写内容' },
  mark: { keys: ['x', 'm'], label: '标记所选的一项或照片需要修改', group: '填写内容' },

  photoNext: { keys: ['ArrowRight'], label: '下一张', group: '照片', holdable: true },
  photoPrevious: { keys: ['ArrowLeft'], label: '上一张', group: '照片', holdable: true },
  photoAt: {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1–9',
    label: '第几张',
    group: '照片',
  },
  zoomIn: { keys: ['+', '='], label: '放大', group: '照片', holdable: true },
  zoomOut: { keys: ['-'], label: '缩小', group: '照片', holdable: true },
  rotate: { keys: ['o'], label: '旋转', group: '照片' },
  fullScreen: { keys: ['f'], label: '全屏', group: '照片' },

  rowNext: { keys: ['j', 'ArrowDown'], label: '下一行', group: '列表', holdable: true },
  rowPrevious: { keys: ['k', 'ArrowUp'], label: '上一行', group: '列表', holdable: true },
  rowFirst: { keys: ['Home'], label: '第一行', group: '列表' },
  rowLast: { keys: ['End'], label: '最后一行', group: '列表' },
  pageNext: { keys: ['PageDown'], label: '下一屏', group: '列表', holdable: true },
  pagePrevious: { keys: ['PageUp'], label: '上一屏', group: '列表', holdable: true },
  rowOpen: { keys: ['Enter'], label: '打开这一行', group: '列表' },
  search: { keys: ['/'], label: '搜索', group: '列表' },

  help: { keys: ['?'], label: '全部快捷键', group: '页面' },
} as const satisfies Record<string, Shortcut>

export type ShortcutName = keyof typeof TABLE
export const SHORTCUTS: Record<ShortcutName, Shortcut> = TABLE

const SIGNS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** What is printed on the key. */
export function keySign(key: string): string {
  return SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
